-- By what items that were refused are counted together: lib/domain/readiness/failure-cause.ts.
ALTER TABLE "Item" ADD COLUMN "failureCause" TEXT;
CREATE INDEX "Item_failure_cause" ON "Item" ("businessId", "workspace", "failureCause", "id")
 WHERE "failureCause" IS NOT NULL AND "place" = 'INBOX' AND "deletedAt" IS NULL;
-- Told of those that there are by the review of their business.
UPDATE "Business" SET "reviewDueAt" = now()
 WHERE "id" IN (SELECT "businessId" FROM "Item" WHERE "status" = 'REFUSED' AND "place" = 'INBOX');

-- What puts a cause right in many items changes them only where the cause is, and publishes them again.
ALTER TABLE "BulkEdit" ADD COLUMN "only" JSONB,
                       ADD COLUMN "publishes" BOOLEAN NOT NULL DEFAULT FALSE,
                       ADD COLUMN "publishedAt" TIMESTAMPTZ(3),
                       ADD COLUMN "publishedCount" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "BulkEdit_to_publish" ON "BulkEdit" ("movedAt") WHERE "publishes" AND "publishedAt" IS NULL AND "state" = 'DONE';
