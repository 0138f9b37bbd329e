import type { Db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { entriesIn } from '#lib/domain/coding/coding-changes.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { type ItemStatus, itemStatus, type PublicationProgress } from '#lib/domain/item-status.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { isPublished, type PublicationState, pastStates } from '#lib/domain/publication/publication.ts';
import { readReasons } from '#lib/ledger/stored-reasons.ts';
import { loadReviewContext, type ReviewContext, review } from '#lib/lists/review-context.ts';
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
  const changed = items.flatMap((item) => {
    const progress = progressOf(item.place, stateOf.get(item.id));
    const { workspace, refusal } = item;
    const refusals = readReasons(refusal).length;
    const next = context
      ? statusColumns({ workspace, coding: codingOf(item), refusals, publication: progress }, context)
      : itemStatus({ publication: progress, problems: 0, refusals });
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

function progressOf(place: 'INBOX' | 'ARCHIVE', state: PublicationState | undefined): PublicationProgress {
  if (place === 'ARCHIVE') return 'published';
  if (!state) return 'none';
  return isPublished(state) ? 'published' : 'underWay';
}
