import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** Items that wait in the inbox of a workspace, of those the actor may see. */
export function inboxCount(scope: BusinessScope, workspace: Workspace): Promise<number> {
  return db.item.count({ where: { ...visibleItems(scope), workspace, place: 'INBOX' } });
}
