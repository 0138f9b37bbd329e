import { db } from '#lib/db.ts';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { BulkEditState, BulkItemState } from '#prisma/generated/client.ts';

/** How far an edit of many items is, and what became of its items. */
export type BulkOutcome = {
  bulkEditId: string;
  state: BulkEditState;
  total: number;
  counts: Record<BulkItemState, number>;
  /** Of one whose items are published then: whether that is done, and how many went. */
  publishing: { isDone: boolean; count: number } | null;
  /** Why items were left as they are, by the code of a failure; and why they could not be taken back. */
  refused: { code: string; count: number }[];
  notUndone: { code: string; count: number }[];
  /** Items of which something stayed at the undoing, by the field that was changed meanwhile. */
  kept: { field: CodingField; count: number }[];
};

/** Of one that the person asked for; null for others', and for one that is too long ago. */
export async function bulkOutcome(scope: PersonScope, bulkEditId: string): Promise<BulkOutcome | null> {
  const edit = await db.bulkEdit.findFirst({
    where: { id: bulkEditId, businessId: scope.businessId, byUserId: scope.actor.userId },
    select: { state: true, total: true, publishes: true, publishedAt: true, publishedCount: true },
  });
  if (!edit) return null;
  const [groups, kept] = await Promise.all([
    db.bulkEditItem.groupBy({ by: ['state', 'code'], where: { bulkEditId }, _count: { _all: true } }),
    db.$queryRaw<{ field: CodingField; count: number }[]>`
      SELECT k."field", count(*)::int AS "count" FROM "BulkEditItem" b, unnest(b."kept") AS k("field")
       WHERE b."bulkEditId" = ${bulkEditId}::uuid AND b."code" = 'conflict' GROUP BY 1 ORDER BY 2 DESC, 1`,
  ]);
  const counts: BulkOutcome['counts'] = { PENDING: 0, CHANGED: 0, SAME: 0, REFUSED: 0, UNDONE: 0, KEPT: 0 };
  for (const { state, _count } of groups) counts[state] += _count._all;
  const reasons = (of: BulkItemState) =>
    groups.flatMap(({ state, code, _count }) => (state === of && code ? [{ code, count: _count._all }] : []));
  const { state, total, publishes, publishedAt, publishedCount: count } = edit;
  const publishing = publishes ? { isDone: publishedAt !== null, count } : null;
  return {
    bulkEditId,
    state,
    total,
    publishing,
    counts,
    refused: reasons('REFUSED'),
    notUndone: reasons('KEPT'),
    kept,
  };
}

/** Ends of edits that the person has not been told of, and those under way: whoever comes back to the page is told. */
export async function untoldBulkEdits(scope: PersonScope): Promise<string[]> {
  const found = await db.bulkEdit.findMany({
    where: {
      businessId: scope.businessId,
      byUserId: scope.actor.userId,
      state: { not: 'PREVIEWED' },
      toldAt: null,
    },
    orderBy: { createdAt: 'asc' },
    take: MAX_UNTOLD,
    select: { id: true },
  });
  return found.map(({ id }) => id);
}

const MAX_UNTOLD = 5;

/** The person has read how it ended. */
export async function noteTold(scope: PersonScope, bulkEditId: string): Promise<void> {
  await db.bulkEdit.updateMany({
    where: {
      id: bulkEditId,
      businessId: scope.businessId,
      byUserId: scope.actor.userId,
      state: { in: ['DONE', 'UNDONE'] },
    },
    data: { toldAt: new Date() },
  });
}
