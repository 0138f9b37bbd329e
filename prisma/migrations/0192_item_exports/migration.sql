-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "exportedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ItemExport" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "workspace" "Workspace" NOT NULL,
    "exportedByName" TEXT NOT NULL,
    "itemIds" UUID[],
    "withDocuments" BOOLEAN NOT NULL,

    CONSTRAINT "ItemExport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ItemExport_businessId_at_idx" ON "ItemExport"("businessId", "at");

-- AddForeignKey
ALTER TABLE "ItemExport" ADD CONSTRAINT "ItemExport_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
