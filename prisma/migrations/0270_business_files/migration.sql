-- CreateEnum
CREATE TYPE "BusinessReadingState" AS ENUM ('UPLOADING', 'CHECKING', 'CHECKED', 'REFUSED', 'READING', 'DONE', 'FAILED');

-- CreateTable
CREATE TABLE "BusinessFile" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byUserId" UUID NOT NULL,
    "byName" TEXT NOT NULL,
    "state" "ExportState" NOT NULL DEFAULT 'RUNNING',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "movedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claim" UUID,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB,
    "byteSize" BIGINT,
    "finishedAt" TIMESTAMPTZ(3),
    "problem" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BusinessFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BusinessReading" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byUserId" UUID NOT NULL,
    "byName" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "byteSize" BIGINT NOT NULL,
    "received" BIGINT NOT NULL DEFAULT 0,
    "state" "BusinessReadingState" NOT NULL DEFAULT 'UPLOADING',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "movedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claim" UUID,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "fileId" UUID,
    "summary" JSONB,
    "problem" TEXT,
    "name" TEXT,
    "madeBusinessId" UUID,
    "finishedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BusinessReading_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "BusinessFile_businessId_at_idx" ON "BusinessFile"("businessId", "at");
CREATE INDEX "BusinessFile_expiresAt_idx" ON "BusinessFile"("expiresAt");
CREATE INDEX "BusinessReading_businessId_at_idx" ON "BusinessReading"("businessId", "at");
CREATE INDEX "BusinessReading_fileId_idx" ON "BusinessReading"("fileId");
CREATE INDEX "BusinessReading_expiresAt_idx" ON "BusinessReading"("expiresAt");

-- AddForeignKey
ALTER TABLE "BusinessFile" ADD CONSTRAINT "BusinessFile_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "BusinessReading" ADD CONSTRAINT "BusinessReading_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One complete file of a business is made at a time; the sweep finds those that nobody goes on with.
CREATE UNIQUE INDEX "BusinessFile_under_way" ON "BusinessFile"("businessId") WHERE "state" = 'RUNNING';
CREATE INDEX "BusinessReading_under_way" ON "BusinessReading"("movedAt") WHERE "state" IN ('CHECKING', 'READING');
