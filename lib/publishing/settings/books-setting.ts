import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { type BooksDuplicates, booksDuplicatesNames } from '#lib/domain/books-duplicates.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { requestReview, wakeReview } from '#lib/lists/request-review.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { itemToTell } from './item-to-tell.ts';

/** What becomes of items that the books may have already, and what there is to tell it by. */
export type BooksSetting = {
  saved: BooksDuplicates;
  /** How many items of the inbox that concerns. */
  concerned: number;
  /** One of those or, where there is none, the newest. */
  example: number | null;
  /** What is known of the books: null before they were read. */
  mirror: { readAt: string; documents: number } | null;
};

export async function booksSetting({ businessId }: PersonScope): Promise<BooksSetting> {
  const open = { businessId, place: 'INBOX', status: { not: 'PUBLISHED' }, deletedAt: null } as const;
  const concerns = { ...open, mayBeInBooks: true };
  const connection = await liveConnection(db, businessId);
  const [business, concerned, example, mirror] = await Promise.all([
    db.business.findUniqueOrThrow({ where: { id: businessId }, select: { booksDuplicates: true } }),
    db.item.count({ where: concerns }),
    itemToTell(concerns, { businessId, deletedAt: null }),
    connection && db.bookMirror.findUnique({ where: { connectionId: connection.id } }),
  ]);
  return {
    saved: business.booksDuplicates,
    concerned,
    example: example?.number ?? null,
    mirror: mirror?.readAt
      ? {
          readAt: mirror.readAt.toISOString(),
          documents: await db.bookDocument.count({ where: { connectionId: mirror.connectionId } }),
        }
      : null,
  };
}

/** What is in the inbox is judged anew by it, and books that nobody looked through before are read. */
export async function setBooksDuplicates(
  { businessId, actor }: PersonScope,
  booksDuplicates: BooksDuplicates,
  from: RequestOrigin,
): Promise<Result<null>> {
  const isChanged = await db.$transaction(async (transaction) => {
    const { count } = await transaction.business.updateMany({
      where: { id: businessId, NOT: { booksDuplicates } },
      data: { booksDuplicates },
    });
    if (count === 0) return false;
    await requestReview(transaction, businessId);
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: actor, action: 'booksDuplicatesChanged', from },
      detail: { to: booksDuplicatesNames[booksDuplicates].toLowerCase() },
    });
    return true;
  });
  if (!isChanged) return ok(null);
  await wakeReview(businessId);
  const connection = booksDuplicates === 'OFF' ? null : await liveConnection(db, businessId);
  if (connection) await enqueue('mirror-books', { connectionId: connection.id });
  return ok(null);
}
