import { type Db, db } from '#lib/db.ts';
import { seesAllItems } from '#lib/domain/actor.ts';
import { type LikenessWay, likenessWays, waysText } from '#lib/domain/likeness.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** Another item that may be the same purchase, and by what. */
export type LikeOne = { id: string; number: number; ways: LikenessWay[]; isSettled: boolean };

type Pair = {
  itemId: string;
  otherId: string;
  ways: string[] | null;
  isSettled: boolean;
  itemNumber: number;
  otherNumber: number;
};

/** Of each of these items, the others that may be the same purchase. For those who see all items of the business. */
export async function loadLikenesses(
  { businessId, actor }: BusinessScope,
  itemIds: readonly string[],
): Promise<Map<string, LikeOne[]>> {
  const found = new Map<string, LikeOne[]>();
  if (!seesAllItems(actor) || itemIds.length === 0) return found;
  const ids = [...itemIds];
  const pairs = await db.$queryRaw<Pair[]>`
    SELECT p."itemId", p."otherId", p."ways", p."settledAt" IS NOT NULL AS "isSettled",
           i."number" AS "itemNumber", o."number" AS "otherNumber"
      FROM (SELECT * FROM "ItemLikeness" WHERE "itemId" = ANY(${ids}::uuid[])
            UNION SELECT * FROM "ItemLikeness" WHERE "otherId" = ANY(${ids}::uuid[])) AS p
      JOIN "Item" AS i ON i."id" = p."itemId" AND i."deletedAt" IS NULL AND i."place" <> 'CLAIM'
      JOIN "Item" AS o ON o."id" = p."otherId" AND o."deletedAt" IS NULL AND o."place" <> 'CLAIM'
     WHERE p."businessId" = ${businessId}::uuid
     ORDER BY p."foundAt", p."itemId", p."otherId"`;
  const add = (to: string, one: LikeOne) => found.set(to, [...(found.get(to) ?? []), one]);
  for (const { itemId, otherId, ways, isSettled, itemNumber, otherNumber } of pairs) {
    const how = { ways: likenessWays.filter((way) => ways?.includes(way)), isSettled };
    add(itemId, { id: otherId, number: otherNumber, ...how });
    add(otherId, { id: itemId, number: itemNumber, ...how });
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
