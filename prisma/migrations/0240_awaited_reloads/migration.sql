-- What is to be published again once the books have been read anew: lib/publishing/reload-and-publish.ts.
CREATE TABLE "AwaitedReload" (
    "syncRunId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "byUserId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "AwaitedReload_pkey" PRIMARY KEY ("syncRunId", "itemId")
);
CREATE INDEX "AwaitedReload_businessId_idx" ON "AwaitedReload"("businessId");
CREATE INDEX "AwaitedReload_itemId_idx" ON "AwaitedReload"("itemId");
ALTER TABLE "AwaitedReload" ADD CONSTRAINT "AwaitedReload_syncRunId_fkey" FOREIGN KEY ("syncRunId") REFERENCES "SyncRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "AwaitedReload" ADD CONSTRAINT "AwaitedReload_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;
