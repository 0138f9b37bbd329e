-- What was put aside without being published has a status of its own, and is not counted as published any more.
ALTER TABLE "Item" ALTER COLUMN "status" DROP DEFAULT;
ALTER TYPE "ItemStatus" RENAME TO "ItemStatus_before";
CREATE TYPE "ItemStatus" AS ENUM ('TO_REVIEW', 'REFUSED', 'WAITING', 'READY', 'PUBLISHED', 'ARCHIVED');
ALTER TABLE "Item" ALTER COLUMN "status" TYPE "ItemStatus" USING "status"::text::"ItemStatus";
ALTER TABLE "Item" ALTER COLUMN "status" SET DEFAULT 'TO_REVIEW';
DROP TYPE "ItemStatus_before";

-- A publication that is past is one of lib/domain/publication/publication.ts, `pastStates`.
UPDATE "Item" AS i SET "status" = 'ARCHIVED'
 WHERE i."place" = 'ARCHIVE' AND i."status" = 'PUBLISHED'
   AND NOT EXISTS (SELECT FROM "Publication" AS p WHERE p."itemId" = i."id"
                      AND p."state" NOT IN ('REJECTED', 'CANCELLED', 'SUPERSEDED', 'VOIDED', 'DELETED'));
