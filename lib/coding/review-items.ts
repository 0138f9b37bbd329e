import { type Db, db } from '#lib/db.ts';
import { announce } from '#lib/events/announce.ts';
import { followMergedContacts } from './follow-merged-contacts.ts';
import { mergeBooks } from './merge-lists/merge-books.ts';
import { countOtherBooksItems } from './merge-lists/named-by-items.ts';
import { storeStatus } from './store-status.ts';

/** Items looked at in one transaction. */
const BATCH = 200;
/** Two hundred thousand items: no inbox holds more. */
const MAX_BATCHES = 1_000;

/**
 * Looks at every item of a business's inbox, and at the bills of its expense claims, anew, after its lists, lock dates or settings changed, or a day has passed:
 * whether its contact was merged into another, and what it needs.
 * Gives false when it was stopped before the end, or the lists changed again meanwhile: then it has to be done once more.
 */
export async function reviewItems(businessId: string, signal: AbortSignal): Promise<boolean> {
  const business = await db.business.findUnique({ where: { id: businessId }, select: { reviewDueAt: true } });
  if (!business) return true;
  const startedAt = new Date();
  await followMergedContacts(businessId, signal);
  let after: string | null = null;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    if (signal.aborted) return false;
    const found: { id: string }[] = await db.item.findMany({
      where: { businessId, place: { in: ['INBOX', 'CLAIM'] }, deletedAt: null, ...(after && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: { id: true },
    });
    await reviewBatch(
      businessId,
      found.map(({ id }) => id),
    );
    after = found.at(-1)?.id ?? null;
    if (found.length < BATCH) break;
  }
  const books = await mergeBooks({ businessId });
  const otherBooksItems = books ? await countOtherBooksItems(db, businessId, books.connectionId) : 0;
  await tellOtherBooks(businessId, otherBooksItems);
  const { count } = await db.business.updateMany({
    where: { id: businessId, reviewDueAt: business.reviewDueAt },
    data: { reviewDueAt: null, reviewedAt: startedAt },
  });
  return count === 1;
}

/** How many items name entries of other books, for the banners that say so. */
async function tellOtherBooks(businessId: string, otherBooksItems: number): Promise<void> {
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.business.updateMany({
      where: { id: businessId, otherBooksItems: { not: otherBooksItems } },
      data: { otherBooksItems },
    });
    if (count > 0) await announce(transaction, { businessId, topic: 'sync', id: null });
  });
}

/** Rows that somebody holds at the moment are waited for one by one, so that nobody can wait for us in turn. */
async function reviewBatch(businessId: string, ids: readonly string[]): Promise<void> {
  const free = await db.$transaction(async (transaction) => {
    const rows = await transaction.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Item" WHERE "businessId" = ${businessId}::uuid AND "id" = ANY(${[...ids]}::uuid[])
      ORDER BY "id" FOR UPDATE SKIP LOCKED`;
    const free = rows.map(({ id }) => id);
    await tell(transaction, businessId, await storeStatus(transaction, businessId, free));
    return new Set(free);
  });
  for (const id of ids) {
    if (free.has(id)) continue;
    await db.$transaction(async (transaction) => {
      await lockItem(transaction, businessId, id);
      await tell(transaction, businessId, await storeStatus(transaction, businessId, [id]));
    });
  }
}

async function lockItem(transaction: Db, businessId: string, id: string): Promise<void> {
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "id" = ${id}::uuid AND "businessId" = ${businessId}::uuid FOR UPDATE`;
}

async function tell(transaction: Db, businessId: string, changed: readonly string[]): Promise<void> {
  if (changed.length > 0) await announce(transaction, { businessId, topic: 'items', id: null });
}
