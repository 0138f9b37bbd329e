CREATE TYPE "ItemStatus" AS ENUM ('TO_REVIEW', 'REFUSED', 'WAITING', 'READY', 'PUBLISHED');
ALTER TABLE "Item" ADD COLUMN "status" "ItemStatus" NOT NULL DEFAULT 'TO_REVIEW',
  ADD COLUMN "reasonCount" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Business" ADD COLUMN "reviewDueAt" TIMESTAMPTZ(3), ADD COLUMN "reviewedAt" TIMESTAMPTZ(3);

-- What the rules have to be asked about is looked at by a worker as soon as one runs.
UPDATE "Item" SET "status" = 'PUBLISHED' WHERE "place" = 'ARCHIVE';
UPDATE "Item" SET "status" = 'WAITING' WHERE "place" = 'INBOX'
  AND "id" IN (SELECT "itemId" FROM "Publication" WHERE "state" IN ('QUEUED', 'SENDING', 'UNCERTAIN'));
UPDATE "Business" SET "reviewDueAt" = now();

-- Counts of the inbox by status, and each order that a status can be listed in without reading the others.
CREATE INDEX "Item_inbox_by_status" ON "Item" ("businessId", "workspace", "status", "createdAt", "id") WHERE "place" = 'INBOX' AND "deletedAt" IS NULL;
CREATE INDEX "Item_inbox_by_status_and_date" ON "Item" ("businessId", "workspace", "status", (COALESCE("issuedOn", DATE '0001-01-01')), "id") WHERE "place" = 'INBOX' AND "deletedAt" IS NULL;
CREATE INDEX "Item_inbox_by_status_and_total" ON "Item" ("businessId", "workspace", "status", (COALESCE("total", -1e15)), "id") WHERE "place" = 'INBOX' AND "deletedAt" IS NULL;

-- Businesses whose items have to be looked at.
CREATE INDEX "Business_review_due" ON "Business" ("reviewDueAt") WHERE "reviewDueAt" IS NOT NULL;
