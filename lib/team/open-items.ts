import { isOpen } from '#lib/coding/replace-contacts.ts';
import { db } from '#lib/db.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** How many items a member has that somebody has to take over when they go: `handOver` moves the same ones. */
export async function countOpenItems({ businessId }: BusinessScope, userId: string): Promise<number> {
  const [found] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Item" AS i JOIN "Owner" AS o ON o."id" = i."ownerId"
     WHERE o."businessId" = ${businessId}::uuid AND o."userId" = ${userId}::uuid
       AND i."businessId" = ${businessId}::uuid AND ${isOpen}`;
  return found?.count ?? 0;
}
