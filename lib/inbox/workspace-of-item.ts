import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** Where the item of a number is by now; null when the actor may know of none. */
export async function workspaceOfItem(scope: BusinessScope, number: number): Promise<Workspace | null> {
  const item = await db.item.findFirst({ where: { ...visibleItems(scope), number }, select: { workspace: true } });
  return item?.workspace ?? null;
}
