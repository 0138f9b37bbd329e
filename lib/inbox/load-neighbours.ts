import { db } from '#lib/db.ts';
import { statusOfFilter } from '#lib/domain/inbox-choices.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { cursorOf, findItems } from './find-items.ts';
import type { ListPlace } from './inbox-query.ts';

/** The numbers of the items before and after one in the list that it was opened from. */
export type Neighbours = {
  previous: number | null;
  next: number | null;
  /** The document that the next one shows, so that its first page can be fetched before. */
  nextDocumentId: string | null;
};

/** The item that one looks on from. */
type Here = { id: string; workspace: Workspace };

/**
 * Follows the list's own order, search and filter. An item that is no longer in the list, since it was published or is
 * now ready, keeps its place in it, so that the next one is where it would have been.
 */
export async function loadNeighbours(scope: BusinessScope, here: Here, list: ListPlace): Promise<Neighbours> {
  const [previous, next] = await Promise.all([
    neighbour(scope, here, { ...list, isDescending: !list.isDescending }, true),
    neighbour(scope, here, list, false),
  ]);
  return {
    previous: previous?.number ?? null,
    next: next?.number ?? null,
    nextDocumentId: next?.documents[0]?.documentId ?? null,
  };
}

async function neighbour(
  scope: BusinessScope,
  { id, workspace }: Here,
  { from, filter, ...query }: ListPlace,
  isBackwards: boolean,
): Promise<{ number: number; documents: { documentId: string }[] } | null> {
  const after = await cursorOf(scope, id, query.sort);
  if (!after) return null;
  const list =
    from === 'archive'
      ? ({ place: 'ARCHIVE', status: null } as const)
      : ({ place: 'INBOX', status: statusOfFilter[filter] } as const);
  const {
    rows: [found],
  } = await findItems(scope, { ...query, ...list, isBackwards, workspace, after, limit: 1 });
  if (!found) return null;
  return db.item.findUniqueOrThrow({
    where: { id: found.id },
    select: { number: true, documents: { select: { documentId: true }, orderBy: { position: 'asc' }, take: 1 } },
  });
}
