import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { type InboxCounts, inboxFilters, statusOfFilter } from '#lib/domain/inbox-choices.ts';
import type { ItemStatus } from '#lib/domain/item-status.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { countMatches } from './find-items.ts';

/** Items that wait in the inbox of a workspace, by what they need, of those the actor may see. */
export async function inboxCounts(scope: BusinessScope, workspace: Workspace): Promise<InboxCounts> {
  const found = await db.item.groupBy({
    by: ['status'],
    where: { ...visibleItems(scope), workspace, place: 'INBOX' },
    _count: true,
  });
  return byFilter(found.map(({ status, _count }) => ({ status, count: _count })));
}

/** The same of those that match a search; null when they are more than are counted. */
export async function searchCounts(
  scope: BusinessScope,
  workspace: Workspace,
  search: string,
): Promise<InboxCounts | null> {
  const found = await countMatches(scope, { workspace, place: 'INBOX', search });
  return found && byFilter(found);
}

/** How many items of the archive match a search; null when they are more than are counted. */
export async function archiveMatches(
  scope: BusinessScope,
  workspace: Workspace,
  search: string,
): Promise<number | null> {
  const found = await countMatches(scope, { workspace, place: 'ARCHIVE', search });
  return found?.reduce((sum, { count }) => sum + count, 0) ?? null;
}

function byFilter(found: readonly { status: ItemStatus; count: number }[]): InboxCounts {
  const byStatus = new Map(found.map(({ status, count }) => [status, count]));
  const all = found.reduce((sum, { count }) => sum + count, 0);
  return Object.fromEntries(
    inboxFilters.map((filter) => {
      const status = statusOfFilter[filter];
      return [filter, status === null ? all : (byStatus.get(status) ?? 0)];
    }),
  ) as InboxCounts;
}
