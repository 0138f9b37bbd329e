import { db } from '#lib/db.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Item } from '#prisma/generated/client.ts';
import { visibleItems } from './visible-items.ts';

/** The numbers of the items before and after one in its list, as the list is ordered at first: newest first. */
export type Neighbours = { previous: number | null; next: number | null };

export async function loadNeighbours(
  scope: BusinessScope,
  item: Pick<Item, 'id' | 'workspace' | 'place' | 'createdAt'>,
): Promise<Neighbours> {
  const { workspace, place, createdAt, id } = item;
  const where = { ...visibleItems(scope), workspace, place };
  const [newer, older] = await Promise.all([
    db.item.findFirst({
      where: { ...where, OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { number: true },
    }),
    db.item.findFirst({
      where: { ...where, OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      select: { number: true },
    }),
  ]);
  return { previous: newer?.number ?? null, next: older?.number ?? null };
}
