import { db } from '#lib/db.ts';
import { seesAllItems } from '#lib/domain/roles.ts';

/** The address of an item's page, or null when the person may not see the item. */
export async function itemPath(userId: string, itemId: string): Promise<string | null> {
  const item = await db.item.findFirst({
    where: { id: itemId, deletedAt: null, business: { memberships: { some: { userId } } } },
    select: {
      number: true,
      submittedByUserId: true,
      business: { select: { slug: true, memberships: { where: { userId }, select: { role: true } } } },
    },
  });
  const role = item?.business.memberships[0]?.role;
  if (!item || !role) return null;
  if (!seesAllItems(role) && item.submittedByUserId !== userId) return null;
  return `/${item.business.slug}/costs/${item.number}`;
}
