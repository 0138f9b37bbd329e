import { db } from '#lib/db.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { ListMergeState } from '#prisma/generated/enums.ts';

/** A merge of lists as its page tells of it. */
export type ShownListMerge = {
  id: string;
  /** ISO instant. */
  at: string;
  by: string;
  state: ListMergeState;
  pairs: number;
  expected: number;
  done: number;
  /** Items that changed by it. */
  items: number;
  /** Items that stayed as they were when it was taken back. */
  kept: number;
};

const MAX_SHOWN = 10;

/** The newest merges of lists, the one under way among them. */
export async function listMerges({ businessId }: BusinessScope): Promise<ShownListMerge[]> {
  const found = await db.listMerge.findMany({
    where: { businessId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: MAX_SHOWN,
    include: { _count: { select: { pairs: true, items: true } } },
  });
  return found.map(({ id, at, byName, state, expected, done, kept, _count }) => ({
    ...{ id, at: at.toISOString(), by: byName, state, pairs: _count.pairs, items: _count.items },
    ...{ expected, done: Math.min(done, expected), kept },
  }));
}

/** How many open items named entries of other books when they were last looked at; none while nothing is connected. */
export async function loadOtherBooksItems({ businessId }: BusinessScope): Promise<number> {
  const business = await db.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { otherBooksItems: true },
  });
  return business.otherBooksItems;
}
