-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "mergedIntoId" UUID;

-- CreateTable
CREATE TABLE "ContactMerge" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "fromId" UUID NOT NULL,
    "intoId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byUserId" UUID,
    "byName" TEXT NOT NULL,
    "wasSupplier" BOOLEAN NOT NULL,
    "wasCustomer" BOOLEAN NOT NULL,
    "madeAliasId" UUID,
    "movedAliasIds" UUID[],
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "ContactMerge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactMergeItem" (
    "id" UUID NOT NULL,
    "mergeId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "lineId" UUID,

    CONSTRAINT "ContactMergeItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DistinctContacts" (
    "businessId" UUID NOT NULL,
    "oneId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byName" TEXT NOT NULL,

    CONSTRAINT "DistinctContacts_pkey" PRIMARY KEY ("oneId","otherId")
);

-- CreateIndex
CREATE INDEX "ContactMerge_fromId_idx" ON "ContactMerge"("fromId");

-- CreateIndex
CREATE INDEX "ContactMerge_intoId_idx" ON "ContactMerge"("intoId");

-- CreateIndex
CREATE INDEX "ContactMergeItem_mergeId_idx" ON "ContactMergeItem"("mergeId");

-- CreateIndex
CREATE INDEX "DistinctContacts_businessId_idx" ON "DistinctContacts"("businessId");

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactMerge" ADD CONSTRAINT "ContactMerge_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactMerge" ADD CONSTRAINT "ContactMerge_intoId_fkey" FOREIGN KEY ("intoId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactMergeItem" ADD CONSTRAINT "ContactMergeItem_mergeId_fkey" FOREIGN KEY ("mergeId") REFERENCES "ContactMerge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The few contacts whose place another has taken.
CREATE INDEX "Contact_mergedIntoId_idx" ON "Contact"("mergedIntoId") WHERE "mergedIntoId" IS NOT NULL;
