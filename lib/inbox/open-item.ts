import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { itemPath } from '#lib/domain/paths.ts';

/** The address of an item's page, or null when the person may not see the item. */
export async function addressOfItem(userId: string, itemId: string): Promise<string | null> {
  const item = await db.item.findFirst({
    where: { id: itemId, business: { memberships: { some: { userId } } } },
    select: {
      businessId: true,
      number: true,
      workspace: true,
      business: { select: { slug: true, memberships: { where: { userId }, select: { role: true } } } },
    },
  });
  const role = item?.business.memberships[0]?.role;
  if (!item || !role) return null;
  const scope = { businessId: item.businessId, actor: { kind: 'person', userId, name: '', role } } as const;
  const isVisible = await db.item.findFirst({ where: { ...visibleItems(scope), id: itemId }, select: { id: true } });
  return isVisible && itemPath(item.business.slug, item.workspace, item.number);
}
