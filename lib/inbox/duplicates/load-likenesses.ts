import { visibleItems } from '#lib/coding/visible-items.ts';
import { type Db, db } from '#lib/db.ts';
import { type LikenessWay, likenessWays, waysText } from '#lib/domain/likeness.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** Another item that may be the same purchase, and by what. */
export type LikeOne = { id: string; number: number; ways: LikenessWay[]; isSettled: boolean };

/** Of each of these items, the others that may be the same purchase, as far as the actor may see them. */
export async function loadLikenesses(
  scope: BusinessScope,
  itemIds: readonly string[],
): Promise<Map<string, LikeOne[]>> {
  const ids = [...itemIds];
  const seen: Prisma.ItemWhereInput = { ...visibleItems(scope), place: { not: 'CLAIM' } };
  const pairs = await db.itemLikeness.findMany({
    where: {
      businessId: scope.businessId,
      OR: [{ itemId: { in: ids } }, { otherId: { in: ids } }],
      ...{ item: seen, other: seen },
    },
    select: {
      ...{ itemId: true, otherId: true, ways: true, settledAt: true },
      item: { select: { number: true } },
      other: { select: { number: true } },
    },
  });
  const found = new Map<string, LikeOne[]>();
  const add = (to: string, one: LikeOne) => found.set(to, [...(found.get(to) ?? []), one]);
  for (const { itemId, otherId, ways, settledAt, item, other } of pairs) {
    const how = { ways: likenessWays.filter((way) => ways.includes(way)), isSettled: settledAt !== null };
    add(itemId, { id: otherId, number: other.number, ...how });
    add(otherId, { id: itemId, number: item.number, ...how });
  }
  return found;
}

/** What lists say of an item's twins; null where there are none of which nobody has said that they are two. */
export function likenessText(likes: readonly LikeOne[] | undefined): string | null {
  const open = (likes ?? []).filter(({ isSettled }) => !isSettled);
  const [first] = open;
  if (!first) return null;
  const others = open.map(({ number }) => `item ${number}`).join(', ');
  return `This may be the same purchase as ${others}: ${waysText(first.ways)}. Open it and press Compare.`;
}

/** Items that may be the same as another, of which nobody has said that they are two. */
export async function openLikenesses(db: Db, businessId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT unnest(ARRAY[p."itemId", p."otherId"])::text AS "id" FROM "ItemLikeness" AS p
      JOIN "Item" AS i ON i."id" = p."itemId" AND i."deletedAt" IS NULL
      JOIN "Item" AS o ON o."id" = p."otherId" AND o."deletedAt" IS NULL
     WHERE p."businessId" = ${businessId}::uuid AND p."settledAt" IS NULL LIMIT 10000`;
  return rows.map(({ id }) => id);
}
