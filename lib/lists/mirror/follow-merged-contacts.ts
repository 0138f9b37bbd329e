import type { Db } from '#lib/db.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import { announce } from '#lib/events/announce.ts';
import type { MirrorOwner } from './bulk-upsert.ts';

/**
 * Items still in the inbox follow a contact that was merged into another at the ledger, however often, and their
 * history says so. What is published, or on its way, keeps the contact it was published with.
 */
export async function followMergedContacts(db: Db, { businessId, connectionId }: MirrorOwner): Promise<void> {
  const moved = await db.$executeRaw`
    WITH RECURSIVE chain AS (
      SELECT "id" AS "mergedId", "name" AS "mergedName", "mergedIntoLedgerId" AS "next", 1 AS "length"
        FROM "Contact" WHERE "connectionId" = ${connectionId}::uuid AND "mergedIntoLedgerId" IS NOT NULL
      UNION ALL
      SELECT chain."mergedId", chain."mergedName", c."mergedIntoLedgerId", chain."length" + 1
        FROM chain JOIN "Contact" AS c ON c."connectionId" = ${connectionId}::uuid AND c."ledgerId" = chain."next"
       WHERE c."mergedIntoLedgerId" IS NOT NULL AND chain."length" < 20
    ), moved AS (
      UPDATE "Item" AS i
         SET "contactId" = survivor."id", "revision" = i."revision" + 1, "updatedAt" = now()
        FROM chain JOIN "Contact" AS survivor
          ON survivor."connectionId" = ${connectionId}::uuid AND survivor."ledgerId" = chain."next"
         AND survivor."mergedIntoLedgerId" IS NULL AND NOT survivor."isArchived"
       WHERE i."businessId" = ${businessId}::uuid AND i."contactId" = chain."mergedId"
         AND i."place" = 'INBOX' AND i."deletedAt" IS NULL
         AND NOT EXISTS (SELECT FROM "Publication" AS p
                          WHERE p."itemId" = i."id" AND p."state"::text <> ALL(${[...pastStates]}))
      RETURNING i."id", i."revision", chain."mergedId", chain."mergedName",
                survivor."id" AS "survivorId", survivor."name" AS "survivorName"
    )
    INSERT INTO "ItemEvent" ("id", "businessId", "itemId", "actorKind", "actorName", "kind", "field", "before", "after", "revision")
    SELECT gen_random_uuid(), ${businessId}::uuid, "id", 'SYNC', 'List refresh', 'changed', 'contactId',
           jsonb_build_object('text', "mergedName", 'value', "mergedId"),
           jsonb_build_object('text', "survivorName", 'value', "survivorId"), "revision"
      FROM moved`;
  if (moved > 0) await announce(db, { businessId, topic: 'items', id: null });
}
