import type { Db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { entriesIn } from '#lib/domain/coding/coding-changes.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { type ItemStatus, itemStatus, type PublicationProgress } from '#lib/domain/item-status.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { isPublished, type PublicationState, pastStates } from '#lib/domain/publication/publication.ts';
import type { Assessment } from '#lib/domain/readiness/assessment.ts';
import { fateOf, type Refusal, withState } from '#lib/domain/readiness/refusal-cause.ts';
import { readRefusal, storedRefusal } from '#lib/ledger/stored-reasons.ts';
import { loadReviewContext, type ReviewContext, review } from '#lib/lists/review-context.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { codingOf, withRows } from './coding-columns.ts';

export type StoredStatus = { status: ItemStatus; reasonCount: number };

const nothingToDo: Assessment = { problems: [], refusal: [] };

/** The status of a coding, as its columns hold it. */
export function statusColumns(
  { publication, ...item }: Judged & { publication: PublicationProgress },
  context: ReviewContext,
): StoredStatus {
  return itemStatus(publication, publication === 'none' ? review(item, context) : nothingToDo);
}

type Judged = { workspace: Workspace; coding: Coding; refusal: readonly Refusal[] };

/**
 * Makes the stored status of items what their codings, publications and lists say now, and forgets those reasons of a
 * refusal whose cause has gone from the books. In a transaction that holds the items' rows, or has just written them.
 * Gives the ids of those whose status was another.
 */
export async function storeStatus(transaction: Db, businessId: string, itemIds: readonly string[]): Promise<string[]> {
  const items = await transaction.item.findMany({
    where: { businessId, id: { in: [...itemIds] } },
    include: withRows,
  });
  const live = await transaction.publication.findMany({
    where: { itemId: { in: [...itemIds] }, state: { notIn: [...pastStates] } },
    select: { itemId: true, state: true },
  });
  const stateOf = new Map(live.map(({ itemId, state }) => [itemId, state]));
  // Only what is free to be published is judged by the rules.
  const isJudged = items.some((item) => progressOf(item.place, stateOf.get(item.id)) === 'none');
  const context = isJudged
    ? await loadReviewContext(transaction, businessId, idsOf(items.flatMap((item) => entriesIn(codingOf(item)))))
    : null;
  const changed: (StoredStatus & { id: string })[] = [];
  for (const item of items) {
    const publication = progressOf(item.place, stateOf.get(item.id));
    const judged = { workspace: item.workspace, coding: codingOf(item), refusal: readRefusal(item.refusal) };
    if (context && publication === 'none' && judged.refusal.length > 0) {
      await forgetGone(transaction, item.id, judged, context);
    }
    const next = context ? statusColumns({ ...judged, publication }, context) : itemStatus(publication, nothingToDo);
    if (next.status !== item.status || next.reasonCount !== item.reasonCount) changed.push({ id: item.id, ...next });
  }
  if (changed.length > 0) {
    await transaction.$executeRaw`
      UPDATE "Item" AS i SET "status" = n."status"::"ItemStatus", "reasonCount" = n."reasonCount"
        FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS n("id" uuid, "status" text, "reasonCount" int)
       WHERE i."id" = n."id" AND i."businessId" = ${businessId}::uuid`;
  }
  return changed.map(({ id }) => id);
}

/** What has gone does not come back by itself; what an edit answers is kept, since the edit may be undone. */
async function forgetGone(
  transaction: Db,
  itemId: string,
  { workspace, coding, refusal }: Judged,
  context: ReviewContext,
): Promise<void> {
  const { problems } = review({ workspace, coding, refusal: [] }, context);
  const left = withState(refusal, coding, context.lists).filter(
    (reason) => fateOf(reason, coding, context.lists, problems) !== 'gone',
  );
  const isSame = left.length === refusal.length && refusal.every(({ was }) => was !== null);
  if (isSame) return;
  const kept = left.length > 0 ? storedRefusal(left) : Prisma.DbNull;
  await transaction.item.update({ where: { id: itemId }, data: { refusal: kept } });
}

function progressOf(place: 'INBOX' | 'ARCHIVE', state: PublicationState | undefined): PublicationProgress {
  if (place === 'ARCHIVE') return 'published';
  if (!state) return 'none';
  return isPublished(state) ? 'published' : 'underWay';
}
