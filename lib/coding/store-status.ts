import type { Db } from '#lib/db.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { type ItemStatus, itemStatus, type PublicationProgress } from '#lib/domain/item-status.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { isPublished, type PublicationState, pastStates } from '#lib/domain/publication/publication.ts';
import { type Judged, nothingToDo } from '#lib/domain/readiness/assessment.ts';
import { causeKey, failureCause } from '#lib/domain/readiness/failure-cause.ts';
import { fateOf, withState } from '#lib/domain/readiness/refusal-cause.ts';
import { storedRefusal } from '#lib/ledger/stored-reasons.ts';
import { loadReviewContext, type ReviewContext, review } from '#lib/lists/review-context.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { entriesOf, withRows } from './coding-columns.ts';
import { type JudgedItem, judgedItems } from './judged-items.ts';

export type StoredStatus = {
  status: ItemStatus;
  reasonCount: number;
  /** What it is counted under, of what was refused. */
  failureCause: string | null;
};

const noJudgement = (publication: PublicationProgress): StoredStatus => ({
  ...itemStatus(publication, nothingToDo),
  failureCause: null,
});

/** The status of a coding, as its columns hold it. */
export function statusColumns(
  { publication, ...item }: Judged & { workspace: Workspace; publication: PublicationProgress },
  context: ReviewContext,
): StoredStatus {
  if (publication !== 'none') return noJudgement(publication);
  const assessment = review(item, context);
  const cause = failureCause(assessment.refusal, item.coding, { ...context, workspace: item.workspace });
  return { ...itemStatus(publication, assessment), failureCause: cause && causeKey(cause) };
}

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
  const context = isJudged ? await loadReviewContext(transaction, { businessId }, idsOf(entriesOf(...items))) : null;
  const changed: (StoredStatus & { id: string })[] = [];
  const judged = context ? await judgedItems(transaction, businessId, items, context) : [];
  const judgedOf = new Map(judged.map((item) => [item.id, item]));
  for (const item of items) {
    const publication = progressOf(item.place, stateOf.get(item.id));
    const judged = judgedOf.get(item.id);
    if (context && judged && publication === 'none') await forgetGone(transaction, judged, context);
    const next = context && judged ? statusColumns({ ...judged, publication }, context) : noJudgement(publication);
    const isSame =
      next.status === item.status && next.reasonCount === item.reasonCount && next.failureCause === item.failureCause;
    if (!isSame) changed.push({ id: item.id, ...next });
  }
  if (changed.length > 0) {
    await transaction.$executeRaw`
      UPDATE "Item" AS i SET "status" = n."status"::"ItemStatus", "reasonCount" = n."reasonCount",
             "failureCause" = n."failureCause"
        FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
             AS n("id" uuid, "status" text, "reasonCount" int, "failureCause" text)
       WHERE i."id" = n."id" AND i."businessId" = ${businessId}::uuid`;
  }
  return changed.map(({ id }) => id);
}

/** What has gone does not come back by itself; what an edit answers is kept, since the edit may be undone. */
async function forgetGone(transaction: Db, item: JudgedItem, context: ReviewContext): Promise<void> {
  const { id, coding, refusal } = item;
  if (refusal.length === 0) return;
  const { problems } = review({ ...item, refusal: [] }, context);
  const left = withState(refusal, coding, context.lists).filter(
    (reason) => fateOf(reason, coding, context.lists, problems) !== 'gone',
  );
  const isSame = left.length === refusal.length && refusal.every(({ was }) => was !== null);
  if (isSame) return;
  const kept = left.length > 0 ? storedRefusal(left) : Prisma.DbNull;
  await transaction.item.update({ where: { id }, data: { refusal: kept } });
}

function progressOf(place: 'INBOX' | 'ARCHIVE', state: PublicationState | undefined): PublicationProgress {
  if (place === 'ARCHIVE') return 'published';
  if (!state) return 'none';
  return isPublished(state) ? 'published' : 'underWay';
}
