import { db } from '#lib/db.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { cursorOf, type FindItems, findItems } from './find-items.ts';
import type { Cursor, InboxQuery, ListPlace } from './inbox-query.ts';
import { listInbox } from './list-inbox.ts';

/** The numbers of the items before and after one in the list that it was opened from. */
export type Neighbours = { previous: number | null; next: number | null };

/** The item that one looks on from. */
type Standpoint = { id: string; workspace: Workspace };

/**
 * Follows the list's own order, search and filter. An item that is no longer in the list, since it was published or is
 * now ready, keeps its place in it, so that the next one is where it would have been.
 */
export async function loadNeighbours(scope: BusinessScope, item: Standpoint, list: ListPlace): Promise<Neighbours> {
  const [previous, next] = await Promise.all([
    neighbour(scope, item, { ...list, isDescending: !list.isDescending }),
    neighbour(scope, item, list),
  ]);
  return { previous, next };
}

async function neighbour(
  scope: BusinessScope,
  { id, workspace }: Standpoint,
  { from, ...query }: ListPlace,
): Promise<number | null> {
  const sort = from === 'archive' ? 'archived' : query.sort;
  const after = await cursorOf(scope, id, sort);
  if (!after) return null;
  // Only the status takes more than the order to know.
  if (from === 'inbox' && query.filter !== 'all') return nextOfStatus(scope, workspace, query, after);
  const place: FindItems['place'] = from === 'archive' ? 'ARCHIVE' : 'INBOX';
  const [found] = await findItems(scope, { ...query, workspace, place, sort, after, limit: 1 });
  if (!found) return null;
  const { number } = await db.item.findUniqueOrThrow({ where: { id: found.id }, select: { number: true } });
  return number;
}

async function nextOfStatus(
  scope: BusinessScope,
  workspace: Workspace,
  query: InboxQuery,
  after: Cursor,
): Promise<number | null> {
  const { rows } = await listInbox(scope, workspace, query, { after, limit: 1 });
  return rows[0]?.number ?? null;
}
