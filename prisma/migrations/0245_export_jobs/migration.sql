-- What was asked for until now was made as it was fetched and kept nowhere: it is asked for anew.
DELETE FROM "ItemExport";

-- CreateEnum
CREATE TYPE "ExportFormat" AS ENUM ('CSV', 'XLSX', 'PDF', 'ZIP');

-- CreateEnum
CREATE TYPE "ExportState" AS ENUM ('RUNNING', 'DONE', 'FAILED', 'CANCELLED');

-- AlterTable
ALTER TABLE "ItemExport" DROP COLUMN "withDocuments",
ADD COLUMN     "byUserId" UUID,
ADD COLUMN     "byteSize" BIGINT,
ADD COLUMN     "claim" UUID,
ADD COLUMN     "done" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "expiresAt" TIMESTAMPTZ(3) NOT NULL,
ADD COLUMN     "finishedAt" TIMESTAMPTZ(3),
ADD COLUMN     "form" JSONB NOT NULL,
ADD COLUMN     "format" "ExportFormat" NOT NULL,
ADD COLUMN     "movedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "problem" TEXT,
ADD COLUMN     "state" "ExportState" NOT NULL DEFAULT 'RUNNING',
ADD COLUMN     "tells" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "ExportColumns" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "columns" TEXT[],
    "perLine" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ExportColumns_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ExportColumns_businessId_name_key" ON "ExportColumns"("businessId", "name");

-- CreateIndex
CREATE INDEX "ItemExport_expiresAt_idx" ON "ItemExport"("expiresAt");

-- Those under way: what the sweep looks for.
CREATE INDEX "ItemExport_running" ON "ItemExport"("movedAt") WHERE "state" = 'RUNNING';

-- AddForeignKey
ALTER TABLE "ExportColumns" ADD CONSTRAINT "ExportColumns_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
