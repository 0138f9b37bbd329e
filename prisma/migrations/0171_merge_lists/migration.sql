-- CreateEnum
CREATE TYPE "ListMergeState" AS ENUM ('RUNNING', 'DONE', 'UNDOING', 'UNDONE');

-- AlterTable
ALTER TABLE "Business" ADD COLUMN     "otherBooksItems" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "EntryPair" (
    "connectionId" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID,
    "batchId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byName" TEXT NOT NULL,

    CONSTRAINT "EntryPair_pkey" PRIMARY KEY ("connectionId","fromId")
);

-- CreateTable
CREATE TABLE "ListMerge" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byUserId" UUID NOT NULL,
    "byName" TEXT NOT NULL,
    "state" "ListMergeState" NOT NULL DEFAULT 'RUNNING',
    "undoneById" UUID,
    "undoneByName" TEXT,
    "expected" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "lastItemId" UUID,
    "kept" INTEGER NOT NULL DEFAULT 0,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ListMerge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ListMergePair" (
    "mergeId" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "ListMergePair_pkey" PRIMARY KEY ("mergeId","fromId")
);

-- CreateTable
CREATE TABLE "ListMergeItem" (
    "mergeId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "ListMergeItem_pkey" PRIMARY KEY ("mergeId","itemId")
);

-- CreateIndex
CREATE INDEX "EntryPair_connectionId_batchId_idx" ON "EntryPair"("connectionId", "batchId");

-- CreateIndex
CREATE INDEX "ListMerge_businessId_at_idx" ON "ListMerge"("businessId", "at" DESC);

-- CreateIndex
CREATE INDEX "ListMerge_connectionId_idx" ON "ListMerge"("connectionId");

-- CreateIndex
CREATE INDEX "ListMergeItem_itemId_idx" ON "ListMergeItem"("itemId");

-- AddForeignKey
ALTER TABLE "EntryPair" ADD CONSTRAINT "EntryPair_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListMerge" ADD CONSTRAINT "ListMerge_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListMerge" ADD CONSTRAINT "ListMerge_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListMergePair" ADD CONSTRAINT "ListMergePair_mergeId_fkey" FOREIGN KEY ("mergeId") REFERENCES "ListMerge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListMergeItem" ADD CONSTRAINT "ListMergeItem_mergeId_fkey" FOREIGN KEY ("mergeId") REFERENCES "ListMerge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListMergeItem" ADD CONSTRAINT "ListMergeItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One at a time: two could let one value follow twice.
CREATE UNIQUE INDEX "ListMerge_one_under_way" ON "ListMerge"("businessId") WHERE "state" IN ('RUNNING', 'UNDOING');
-- For the sweep.
CREATE INDEX "ListMerge_under_way_idx" ON "ListMerge"("state") WHERE "state" IN ('RUNNING', 'UNDOING');
