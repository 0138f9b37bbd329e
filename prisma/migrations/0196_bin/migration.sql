-- What is deleted lies in the bin for 30 days, and then goes with its files. lib/inbox/bin.
ALTER TABLE "Item" ADD COLUMN "deletedByName" TEXT;

-- Nobody was told until now that it would go: its days begin today.
UPDATE "Item" i SET "deletedAt" = now(), "deletedByName" =
  (SELECT e."actorName" FROM "ItemEvent" e WHERE e."itemId" = i."id" AND e."kind" = 'deleted' ORDER BY e."at" DESC LIMIT 1)
 WHERE i."deletedAt" IS NOT NULL;

CREATE INDEX "Item_bin" ON "Item"("businessId", "workspace", "deletedAt", "id") WHERE "deletedAt" IS NOT NULL;
CREATE INDEX "Item_bin_by_age" ON "Item"("deletedAt") WHERE "deletedAt" IS NOT NULL;

-- Files that nothing names any more: removed after the commit, and by whoever comes next where that was not done.
CREATE TABLE "DiscardedFile" (
    "storageKey" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DiscardedFile_pkey" PRIMARY KEY ("storageKey")
);
