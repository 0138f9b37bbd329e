import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** Costs that wait in the inbox, of those the person may see. */
export function inboxCount(scope: BusinessScope): Promise<number> {
  return db.item.count({ where: { ...visibleItems(scope), workspace: 'COSTS', place: 'INBOX' } });
}
