import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';

/**
 * What holds for rows of "Item" as `i` that a person has not read: they have said so or, as long as they have said nothing
 * and opened nothing, it was added since they are a member.
 */
export function unreadCondition({ businessId, actor }: BusinessScope): Prisma.Sql {
  const userId = userIdOf(actor);
  if (userId === null) return Prisma.sql`FALSE`;
  return Prisma.sql`NOT COALESCE(
    (SELECT r."isRead" FROM "ItemReading" r WHERE r."userId" = ${userId}::uuid AND r."itemId" = i."id"),
    i."createdAt" < (SELECT m."readFrom" FROM "Membership" m
      WHERE m."businessId" = ${businessId}::uuid AND m."userId" = ${userId}::uuid),
    TRUE)`;
}

/** Which of these items the person has not read. */
export async function unreadOf(scope: BusinessScope, itemIds: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT i."id" FROM "Item" i
     WHERE i."businessId" = ${scope.businessId}::uuid AND i."id" = ANY(${[...itemIds]}::uuid[])
       AND ${unreadCondition(scope)}`;
  return new Set(found.map(({ id }) => id));
}

const BATCH = 1_000;

/** Says for the person alone that they have read items, or have not. Returns how many those are, of what they may see. */
export async function markRead(scope: BusinessScope, itemIds: readonly string[], isRead: boolean): Promise<number> {
  const userId = userIdOf(scope.actor);
  if (userId === null) return 0;
  const asked = [...new Set(itemIds)];
  let count = 0;
  for (let start = 0; start < asked.length; start += BATCH) {
    const items = await db.item.findMany({
      where: { ...visibleItems(scope), id: { in: asked.slice(start, start + BATCH) } },
      select: { id: true },
    });
    const ids = items.map(({ id }) => id);
    await db.$executeRaw`
      INSERT INTO "ItemReading" ("userId", "itemId", "isRead")
      SELECT ${userId}::uuid, "id", ${isRead} FROM unnest(${ids}::uuid[]) AS asked("id") ORDER BY "id"
      ON CONFLICT ("userId", "itemId") DO UPDATE SET "isRead" = EXCLUDED."isRead"`;
    count += ids.length;
  }
  return count;
}
