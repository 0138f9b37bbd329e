import { binItems } from '#lib/coding/bin-items.ts';
import { db } from '#lib/db.ts';
import { pageFilesKey } from '#lib/documents/page-image.ts';
import { binEndsAt } from '#lib/domain/bin.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** Items of one transaction. */
const BATCH = 100;
/** A hundred thousand items; the next round finds the others. */
const MAX_BATCHES = 1_000;

/** Deletes items of the bin for good, with their documents, coding and history. Gives how many those were. */
export async function deleteForGood(scope: BusinessScope, itemIds: readonly string[]): Promise<Result<number>> {
  const asked = [...new Set(itemIds)];
  let count = 0;
  for (let start = 0; start < asked.length; start += BATCH) {
    count += await removeSome({ ...binItems(scope), id: { in: asked.slice(start, start + BATCH) } }, scope.origin);
  }
  if (count === 0)
    return failure('missing', 'They are no longer in the bin: somebody brought them back, or they are gone.');
  await enqueue('empty-bin', {});
  return ok(count);
}

/** Deletes all of the bin, as far as the actor sees it, for good. */
export async function emptyBin(scope: BusinessScope, workspace: 'COSTS' | 'SALES'): Promise<Result<number>> {
  let count = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const removed = await removeSome({ ...binItems(scope), workspace }, scope.origin);
    count += removed;
    if (removed < BATCH) break;
  }
  await enqueue('empty-bin', {});
  return ok(count);
}

/**
 * Deletes for good, in every business, what has been in the bin for its days; of a closed one all is kept until it is
 * opened again or deleted itself. Returns how many those were.
 */
export async function emptyOldBins(signal: AbortSignal): Promise<number> {
  const where = { deletedAt: { lt: binEndsAt(new Date()) }, mergedIntoId: null, business: { closedAt: null } };
  let count = 0;
  for (let batch = 0; batch < MAX_BATCHES && !signal.aborted; batch++) {
    const removed = await removeSome(where);
    count += removed;
    if (removed < BATCH) break;
  }
  return count;
}

/** An item that the books still have a document of stays, whatever brought it here. */
const notInBooks = { publications: { none: { state: { notIn: [...pastStates] } } } };

/** Deletes some of these items, of one business or of all, and notes what files are to be removed then. */
function removeSome(where: Prisma.ItemWhereInput, origin?: string): Promise<number> {
  return db.$transaction(async (transaction) => {
    const found = await transaction.item.findMany({
      where: { ...where, ...notInBooks },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: { id: true },
    });
    const wanted = found.map(({ id }) => id);
    // Whoever brings one back at the same moment comes first or too late.
    const held = await transaction.$queryRaw<{ id: string; businessId: string }[]>`
      SELECT "id", "businessId" FROM "Item" WHERE "id" = ANY(${wanted}::uuid[]) AND "deletedAt" IS NOT NULL
       ORDER BY "id" FOR UPDATE SKIP LOCKED`;
    const ids = held.map(({ id }) => id);
    if (ids.length === 0) return 0;
    // What was merged into one of them goes with it.
    const merged = await mergedInto(transaction, ids);
    const documents = await transaction.itemDocument.findMany({
      where: { itemId: { in: [...ids, ...merged] } },
      select: { document: { select: { id: true, businessId: true, storageKey: true } } },
    });
    await transaction.item.deleteMany({ where: { id: { in: ids } } });
    const ofThem = documents.map(({ document }) => document.id);
    // A document that another item has too stays with that.
    const left = await transaction.itemDocument.findMany({
      where: { documentId: { in: ofThem } },
      select: { documentId: true },
    });
    const isLeft = new Set(left.map(({ documentId }) => documentId));
    const gone = documents.map(({ document }) => document).filter(({ id }) => !isLeft.has(id));
    await transaction.document.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
    await noteDiscarded(
      transaction,
      gone.flatMap((document) => [document.storageKey, pageFilesKey(document)]),
    );
    for (const businessId of new Set(held.map((item) => item.businessId))) {
      await announce(transaction, { businessId, topic: 'items', id: null, origin });
    }
    return ids.length;
  });
}

/** All that was merged into these, and into those again. */
async function mergedInto(transaction: Prisma.TransactionClient, itemIds: readonly string[]): Promise<string[]> {
  const found = await transaction.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE merged AS (
      SELECT "id" FROM "Item" WHERE "mergedIntoId" = ANY(${[...itemIds]}::uuid[])
      UNION SELECT i."id" FROM "Item" AS i JOIN merged AS m ON i."mergedIntoId" = m."id")
    SELECT "id" FROM merged`;
  return found.map(({ id }) => id);
}
