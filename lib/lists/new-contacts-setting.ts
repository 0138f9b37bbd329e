import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { type NewContacts, newContactNames } from '#lib/domain/new-contacts.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import type { PersonScope } from '#lib/scope.ts';
import { ofBooks } from './of-books.ts';
import { requestReview, wakeReview } from './request-review.ts';

/** When contacts made here are made in the books, and what there is to tell it by. */
export type NewContactsSetting = {
  chosen: NewContacts;
  /** The newest contact that is not in the books, with its first item; null when there is none. */
  example: { name: string; itemNumber: number | null } | null;
  /** Items in the inbox whose contact is not in the books. */
  waiting: number;
};

export async function newContactsSetting({ businessId }: PersonScope): Promise<NewContactsSetting> {
  const connectionId = (await businessConnection(db, businessId))?.id ?? null;
  const madeHere = { ...ofBooks(businessId, connectionId), ledgerId: null };
  const [{ newContacts }, newest, waiting] = await Promise.all([
    db.business.findUniqueOrThrow({ where: { id: businessId }, select: { newContacts: true } }),
    db.contact.findFirst({
      where: madeHere,
      orderBy: { createdAt: 'desc' },
      select: { name: true, items: { where: { deletedAt: null }, orderBy: { number: 'asc' }, take: 1 } },
    }),
    db.item.count({
      where: { businessId, place: 'INBOX', status: { not: 'PUBLISHED' }, deletedAt: null, contact: madeHere },
    }),
  ]);
  return {
    chosen: newContacts,
    example: newest && { name: newest.name, itemNumber: newest.items[0]?.number ?? null },
    waiting,
  };
}

/** What is in the inbox is judged anew by it; what is on its way was ready when it was queued. */
export async function setNewContacts(
  { businessId, actor }: PersonScope,
  chosen: NewContacts,
  from: RequestOrigin,
): Promise<Result<null>> {
  const isChanged = await db.$transaction(async (transaction) => {
    const { count } = await transaction.business.updateMany({
      where: { id: businessId, newContacts: { not: chosen } },
      data: { newContacts: chosen },
    });
    if (count === 0) return false;
    await requestReview(transaction, businessId);
    await recordAudit(transaction, {
      businessId,
      userId: null,
      by: actor,
      action: 'newContactsChanged',
      detail: { choice: newContactNames[chosen] },
      from,
    });
    return true;
  });
  if (isChanged) await wakeReview(businessId);
  return ok(null);
}
