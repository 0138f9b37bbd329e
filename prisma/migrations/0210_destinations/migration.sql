-- Nothing is held any more: what was is looked at anew.
UPDATE "Business" SET "reviewDueAt" = now()
 WHERE "id" IN (SELECT "businessId" FROM "Item" WHERE "status" = 'HELD' OR "publishTo" = 'BANK_ACCOUNT')
    OR "id" IN (SELECT "businessId" FROM "ItemPayment");
UPDATE "Item" SET "status" = 'TO_REVIEW' WHERE "status" = 'HELD';

ALTER TABLE "Item" ALTER COLUMN "status" DROP DEFAULT;
ALTER TYPE "ItemStatus" RENAME TO "ItemStatus_before";
CREATE TYPE "ItemStatus" AS ENUM ('TO_REVIEW', 'REFUSED', 'WAITING', 'READY', 'PUBLISHED');
ALTER TABLE "Item" ALTER COLUMN "status" TYPE "ItemStatus" USING "status"::text::"ItemStatus";
ALTER TABLE "Item" ALTER COLUMN "status" SET DEFAULT 'TO_REVIEW';
DROP TYPE "ItemStatus_before";

-- The number of the document that a credit note is set against.
ALTER TABLE "Item" ADD COLUMN "creditFor" TEXT;
