import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { claimPath, itemPath } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';

/**
 * The page of an item's number, wherever the item is by now: in the other workspace, the bill of an expense claim, or merged into another. Null
 * when the actor may know of none.
 */
export async function pathOfItem(scope: BusinessScope, slug: string, number: number): Promise<string | null> {
  const select = { number: true, workspace: true, billOf: { select: { number: true } } } as const;
  const item =
    (await db.item.findFirst({ where: { ...visibleItems(scope), number }, select })) ??
    (await db.item.findFirst({ where: { ...visibleItems(scope), merged: { some: { number } } }, select }));
  if (!item) return null;
  return item.billOf ? claimPath(slug, item.billOf.number) : itemPath(slug, item.workspace, item.number);
}
