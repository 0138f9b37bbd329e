-- An item that was merged into another: it is in no list, as what is deleted, and is not in the bin.
ALTER TABLE "Item" ADD COLUMN     "mergedIntoId" UUID,
ADD COLUMN     "mergedOver" JSONB;

-- CreateIndex
CREATE INDEX "Item_mergedIntoId_idx" ON "Item"("mergedIntoId");

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Item" ADD CONSTRAINT "Item_merged_is_in_no_list"
  CHECK ("mergedIntoId" IS NULL OR ("deletedAt" IS NOT NULL AND "mergedIntoId" <> "id" AND "claimId" IS NULL));
