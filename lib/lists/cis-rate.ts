import { db } from '#lib/db.ts';
import type { CisRate } from '#lib/domain/cis.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { requestReview, wakeReview } from './request-review.ts';

/** Says how a supplier is registered for the Construction Industry Scheme; null for one that is no subcontractor. */
export async function setCisRate(
  { businessId, origin }: BusinessScope,
  { contactId, rate }: { contactId: string; rate: CisRate | null },
): Promise<Result<null>> {
  const isSet = await db.$transaction(async (transaction) => {
    const { count } = await transaction.contact.updateMany({
      where: { id: contactId, businessId },
      data: { cisRate: rate },
    });
    if (count === 0) return false;
    await requestReview(transaction, businessId);
    await announce(transaction, { businessId, topic: 'sync', id: null, origin });
    return true;
  });
  if (!isSet) return failure('missing', 'This supplier is no longer there. Nothing was changed: reload the page.');
  await wakeReview(businessId);
  return ok(null);
}
