import type { Identity } from '#lib/authorise.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { claimPath, itemPath, openPath, secondFactorPath } from '#lib/domain/paths.ts';

/**
 * The address of an item's page, or of the second factor that its business asks for first; null when the person may not
 * see the item.
 */
export async function addressOfItem({ userId, secondFactorAt }: Identity, itemId: string): Promise<string | null> {
  const item = await db.item.findFirst({
    where: { id: itemId, business: { closedAt: null, memberships: { some: { userId } } } },
    select: {
      businessId: true,
      number: true,
      workspace: true,
      billOf: { select: { number: true } },
      business: {
        select: { slug: true, needsTwoFactor: true, memberships: { where: { userId }, select: { role: true } } },
      },
    },
  });
  const role = item?.business.memberships[0]?.role;
  if (!item || !role) return null;
  if (item.business.needsTwoFactor && !secondFactorAt) return secondFactorPath(openPath(itemId));
  const scope = { businessId: item.businessId, actor: { kind: 'person', userId, name: '', role } } as const;
  const isVisible = await db.item.findFirst({ where: { ...visibleItems(scope), id: itemId }, select: { id: true } });
  if (isVisible && item.billOf) return claimPath(item.business.slug, item.billOf.number);
  return isVisible && itemPath(item.business.slug, item.workspace, item.number);
}
