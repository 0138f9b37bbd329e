import type { Db } from '#lib/db.ts';

/** Merges of contacts and lists that followed one another. */
const MAX_FOLLOWED = 10;

/**
 * What took the place of these entries, for those that gave way to others by a merge of contacts or of lists; one that is
 * taken back gave way to nothing.
 */
export async function successors(db: Db, businessId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let open = new Map(ids.map((id) => [id, id]));
  for (let step = 0; step < MAX_FOLLOWED && open.size > 0; step++) {
    const asked = [...open.keys()];
    const [pairs, contacts] = await Promise.all([
      db.listMergePair.findMany({
        where: { fromId: { in: asked }, merge: { businessId, state: { in: ['RUNNING', 'DONE'] } } },
        orderBy: { merge: { at: 'asc' } },
        select: { fromId: true, toId: true },
      }),
      db.contact.findMany({
        where: { businessId, id: { in: asked }, mergedIntoId: { not: null } },
        select: { id: true, mergedIntoId: true },
      }),
    ]);
    const next = new Map<string, string>();
    const moves = [
      ...pairs.map(({ fromId, toId }) => [fromId, toId] as const),
      ...contacts.flatMap(({ id, mergedIntoId }) => (mergedIntoId ? [[id, mergedIntoId] as const] : [])),
    ];
    for (const [from, to] of moves) {
      const first = open.get(from);
      if (first === undefined) continue;
      found.set(first, to);
      next.set(to, first);
    }
    open = next;
  }
  return found;
}
