import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** How many days after its date what a contact sends is due, from now on; null goes by the business. */
export async function setDueDays(
  { businessId }: BusinessScope,
  { contactId, dueDays }: { contactId: string; dueDays: number | null },
): Promise<Result<null>> {
  const { count } = await db.contact.updateMany({ where: { id: contactId, businessId }, data: { dueDays } });
  if (count === 0) return failure('missing', 'This contact is no longer there. Nothing was saved.');
  return ok(null);
}
