import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { type InboxCounts, inboxFilters, statusOfFilter } from '#lib/domain/inbox-choices.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** Items that wait in the inbox of a workspace, by what they need, of those the actor may see. */
export async function inboxCounts(scope: BusinessScope, workspace: Workspace): Promise<InboxCounts> {
  const found = await db.item.groupBy({
    by: ['status'],
    where: { ...visibleItems(scope), workspace, place: 'INBOX' },
    _count: true,
  });
  const byStatus = new Map(found.map(({ status, _count }) => [status, _count]));
  const all = found.reduce((sum, { _count }) => sum + _count, 0);
  return Object.fromEntries(
    inboxFilters.map((filter) => {
      const status = statusOfFilter[filter];
      return [filter, status === null ? all : (byStatus.get(status) ?? 0)];
    }),
  ) as InboxCounts;
}
