import { db } from '#lib/db.ts';
import { MAX_INBOX_COUNT } from '#lib/domain/inbox-choices.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { MAX_OWNERS } from './keep-owner.ts';

/** An owner who never signs in, or no longer. */
export type OwnerRow = {
  id: string;
  name: string;
  email: string | null;
  isArchived: boolean;
  /** Was a member, and has left. */
  hasLeft: boolean;
  /** Of their items that are in the inbox, and of all: exact up to `MAX_INBOX_COUNT`, and one more where there are more. */
  openCount: number;
  itemCount: number;
};

/** The owners who are no members, by name: those in use first. */
export async function listOwners({ businessId }: BusinessScope): Promise<OwnerRow[]> {
  return db.$queryRaw<OwnerRow[]>`
    SELECT o."id", o."name", o."email", o."archivedAt" IS NOT NULL AS "isArchived", o."userId" IS NOT NULL AS "hasLeft",
           open."count" AS "openCount", every."count" AS "itemCount"
      FROM "Owner" AS o
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS "count" FROM (
          SELECT FROM "Item" AS i WHERE i."ownerId" = o."id" AND i."place" = 'INBOX' AND i."deletedAt" IS NULL
           LIMIT ${MAX_INBOX_COUNT + 1}) AS found) AS open
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS "count" FROM (
          SELECT FROM "Item" AS i WHERE i."ownerId" = o."id" AND i."deletedAt" IS NULL
           LIMIT ${MAX_INBOX_COUNT + 1}) AS found) AS every
     WHERE o."businessId" = ${businessId}::uuid AND (o."userId" IS NULL OR o."archivedAt" IS NOT NULL)
     ORDER BY o."archivedAt" IS NOT NULL, lower(o."name"), o."id"
     LIMIT ${MAX_OWNERS}`;
}
