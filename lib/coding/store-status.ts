import { type Db, db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { type ItemStatus, itemStatus, type PublicationProgress } from '#lib/domain/item-status.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { isPublished } from '#lib/domain/publication/publication.ts';
import { announce } from '#lib/events/announce.ts';
import { loadReviewContext, type ReviewContext, review } from '#lib/lists/review-context.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { codingOf, withRows } from './coding-columns.ts';

export type StoredStatus = { status: ItemStatus; reasonCount: number };

/** The status of a coding, as its columns hold it. `refusals` are the ledger's reasons that still stand. */
export function statusColumns(
  {
    workspace,
    coding,
    refusals,
    publication,
  }: { workspace: Workspace; coding: Coding; refusals: number; publication: PublicationProgress },
  context: ReviewContext,
): StoredStatus {
  const problems = publication === 'none' ? review(workspace, coding, context).length : 0;
  return itemStatus({ publication, problems, refusals });
}

/**
 * Makes the stored status of items what their codings, publications and lists say now. In a transaction that holds the
 * items' rows, or has just written them. Gives the ids of those whose status was another.
 */
export async function storeStatus(
  transaction: Prisma.TransactionClient,
  businessId: string,
  itemIds: readonly string[],
): Promise<string[]> {
  const items = await transaction.item.findMany({
    where: { businessId, id: { in: [...itemIds] } },
    include: { ...withRows, publications: { where: { state: { notIn: ['REJECTED', 'CANCELLED'] } }, take: 1 } },
  });
  const contactIds = items.flatMap(({ contactId }) => contactId ?? []);
  const context = await loadReviewContext(transaction, businessId, contactIds);
  const changed = items.flatMap((item) => {
    const progress = progressOf(item.place, item.publications[0]);
    const refusals = Array.isArray(item.refusal) ? item.refusal.length : 0;
    const next = statusColumns(
      { workspace: item.workspace, coding: codingOf(item), refusals, publication: progress },
      context,
    );
    const isSame = next.status === item.status && next.reasonCount === item.reasonCount;
    return isSame ? [] : [{ id: item.id, ...next }];
  });
  if (changed.length > 0) {
    await transaction.$executeRaw`
      UPDATE "Item" AS i SET "status" = n."status"::"ItemStatus", "reasonCount" = n."reasonCount"
        FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS n("id" uuid, "status" text, "reasonCount" int)
       WHERE i."id" = n."id" AND i."businessId" = ${businessId}::uuid`;
  }
  return changed.map(({ id }) => id);
}

function progressOf(
  place: 'INBOX' | 'ARCHIVE',
  publication: { state: Parameters<typeof isPublished>[0] } | undefined,
): PublicationProgress {
  if (place === 'ARCHIVE') return 'published';
  if (!publication) return 'none';
  return isPublished(publication.state) ? 'published' : 'underWay';
}

/** Items looked at in one transaction. */
const BATCH = 200;
/** Two hundred thousand items: no inbox holds more. */
const MAX_BATCHES = 1_000;

/**
 * Looks at every item of a business's inbox anew, after its lists, lock dates or settings changed, or a day has passed.
 * Gives false when it was stopped before the end, or the lists changed again meanwhile: then it has to be done once more.
 */
export async function reviewItems(businessId: string, signal: AbortSignal): Promise<boolean> {
  const business = await db.business.findUnique({ where: { id: businessId }, select: { reviewDueAt: true } });
  if (!business) return true;
  const startedAt = new Date();
  let after: string | null = null;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    if (signal.aborted) return false;
    const found: { id: string }[] = await db.item.findMany({
      where: { businessId, place: 'INBOX', deletedAt: null, ...(after && { id: { gt: after } }) },
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
  const { count } = await db.business.updateMany({
    where: { id: businessId, reviewDueAt: business.reviewDueAt },
    data: { reviewDueAt: null, reviewedAt: startedAt },
  });
  return count === 1;
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
