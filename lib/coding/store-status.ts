import type { Db } from '#lib/db.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { type ItemStatus, itemStatus, type PublicationProgress } from '#lib/domain/item-status.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { isPublished, type PublicationState, pastStates } from '#lib/domain/publication/publication.ts';
import { type Judged, nothingToDo } from '#lib/domain/readiness/assessment.ts';
import { unansweredInBooks } from '#lib/domain/readiness/books-problem.ts';
import { causeKey, failureCause } from '#lib/domain/readiness/failure-cause.ts';
import { fateOf, withState } from '#lib/domain/readiness/refusal-cause.ts';
import { storedRefusal } from '#lib/ledger/stored-reasons.ts';
import { loadReviewContext, type ReviewContext, review } from '#lib/lists/review-context.ts';
import { type ItemPlace, Prisma } from '#prisma/generated/client.ts';
import { entriesOf, withRows } from './coding-columns.ts';
import { type JudgedItem, judgedItems } from './judged-items.ts';

export type StoredStatus = {
  status: ItemStatus;
  reasonCount: number;
  /** What it is counted under, of what was refused. */
  failureCause: string | null;
  /** Whether the books may have it already, as far as nobody has said that they have another. */
  mayBeInBooks: boolean;
};

const noJudgement = (publication: PublicationProgress): StoredStatus => ({
  ...itemStatus(publication, nothingToDo, false),
  failureCause: null,
  mayBeInBooks: false,
});

/** The status of a coding, as its columns hold it. */
export function statusColumns(
  {
    publication,
    isBeingRead,
    ...item
  }: Judged & {
    workspace: Workspace;
    publication: PublicationProgress;
    isBeingRead: boolean;
  },
  context: ReviewContext,
): StoredStatus {
  if (publication !== 'none') return noJudgement(publication);
  const assessment = review(item, context);
  const cause = failureCause(assessment.refusal, item.coding, { ...context, workspace: item.workspace });
  const mayBeInBooks = unansweredInBooks(item.inBooks ?? [], item.confirmations).length > 0;
  return { ...itemStatus(publication, assessment, isBeingRead), failureCause: cause && causeKey(cause), mayBeInBooks };
}

/**
 * Makes the stored status of items what their codings, publications and lists say now, and forgets those reasons of a
 * refusal whose cause has gone from the books. In a transaction that holds the items' rows, or has just written them.
 * Gives the ids of those whose status was another.
 */
export async function storeStatus(transaction: Db, businessId: string, itemIds: readonly string[]): Promise<string[]> {
  const stands = await transaction.$queryRaw<Stand[]>`
    SELECT item."id", item."place"::text AS "place", item."status"::text AS "status", item."reasonCount",
           item."failureCause", item."claimId" IS NOT NULL AS "isClaimed", item."mayBeInBooks",
           (SELECT "state"::text FROM "Publication"
             WHERE "itemId" = item."id" AND "state"::text <> ALL(${[...pastStates]})
             ORDER BY "requestedAt" DESC LIMIT 1) AS "state"
    FROM "Item" AS item
    WHERE item."businessId" = ${businessId}::uuid AND item."id" = ANY(${[...itemIds]}::uuid[])`;
  // Only what is free to be published is judged by the rules.
  const free = stands.filter((stand) => progressOf(stand) === 'none').map(({ id }) => id);
  const judged = await judge(transaction, businessId, free);
  const changed = stands.flatMap((stand) => {
    const next = judged.get(stand.id) ?? noJudgement(progressOf(stand));
    const isSame =
      next.status === stand.status &&
      next.reasonCount === stand.reasonCount &&
      next.failureCause === stand.failureCause &&
      next.mayBeInBooks === stand.mayBeInBooks;
    return isSame ? [] : [{ id: stand.id, ...next }];
  });
  if (changed.length > 0) {
    await transaction.$executeRaw`
      UPDATE "Item" AS i SET "status" = n."status"::"ItemStatus", "reasonCount" = n."reasonCount",
             "failureCause" = n."failureCause", "mayBeInBooks" = n."mayBeInBooks"
        FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
             AS n("id" uuid, "status" text, "reasonCount" int, "failureCause" text, "mayBeInBooks" boolean)
       WHERE i."id" = n."id" AND i."businessId" = ${businessId}::uuid`;
  }
  return changed.map(({ id }) => id);
}

/** Where an item stands, with the state of the publication that holds it or made it. */
type Stand = StoredStatus & {
  id: string;
  place: ItemPlace;
  isClaimed: boolean;
  state: PublicationState | null;
};

/** What the rules say of items that are free to be published. */
async function judge(
  transaction: Db,
  businessId: string,
  itemIds: readonly string[],
): Promise<Map<string, StoredStatus>> {
  if (itemIds.length === 0) return new Map();
  const items = await transaction.item.findMany({
    where: { businessId, id: { in: [...itemIds] } },
    include: withRows,
  });
  const context = await loadReviewContext(transaction, { businessId }, idsOf(entriesOf(...items)));
  const judged = await judgedItems(transaction, businessId, items, context);
  for (const item of judged) await forgetGone(transaction, item, context);
  return new Map(judged.map((item) => [item.id, statusColumns({ ...item, publication: 'none' }, context)]));
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

function progressOf({ place, isClaimed, state }: Stand): PublicationProgress {
  if (isClaimed) return 'inClaim';
  if (!state) return place === 'ARCHIVE' ? 'putAside' : 'none';
  return isPublished(state) ? 'published' : 'underWay';
}
