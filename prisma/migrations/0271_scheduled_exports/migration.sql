-- CreateEnum
CREATE TYPE "ExportCovers" AS ENUM ('ALL', 'YESTERDAY', 'LAST_WEEK', 'LAST_MONTH', 'SINCE');

-- CreateEnum
CREATE TYPE "ExportRunState" AS ENUM ('WAITING', 'MAKING', 'DONE', 'NOTHING', 'FAILED');

-- AlterTable
ALTER TABLE "Share" ADD COLUMN     "exportId" UUID;

-- CreateTable
CREATE TABLE "ScheduledExport" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "workspace" "Workspace" NOT NULL,
    "name" TEXT NOT NULL,
    "place" JSONB NOT NULL,
    "viewId" UUID,
    "form" JSONB NOT NULL,
    "rhythm" JSONB NOT NULL,
    "minute" INTEGER NOT NULL,
    "covers" "ExportCovers" NOT NULL,
    "coveredDay" TEXT NOT NULL,
    "sendsEmpty" BOOLEAN NOT NULL,
    "recipients" JSONB NOT NULL,
    "asLink" BOOLEAN NOT NULL,
    "linkDays" INTEGER NOT NULL,
    "message" TEXT NOT NULL,
    "userId" UUID,
    "byName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "coveredTo" DATE,
    "nextAt" TIMESTAMPTZ(3),
    "stopped" TEXT,

    CONSTRAINT "ScheduledExport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScheduledExportRun" (
    "id" UUID NOT NULL,
    "scheduleId" UUID NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "byHand" BOOLEAN NOT NULL,
    "coversFrom" DATE,
    "coversTo" DATE,
    "state" "ExportRunState" NOT NULL DEFAULT 'WAITING',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "retryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "exportId" UUID,
    "items" INTEGER,
    "mails" INTEGER,
    "problem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ScheduledExportRun_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ScheduledExport_businessId_idx" ON "ScheduledExport"("businessId");

-- CreateIndex
CREATE INDEX "ScheduledExport_nextAt_idx" ON "ScheduledExport"("nextAt");

-- CreateIndex
CREATE INDEX "ScheduledExport_userId_idx" ON "ScheduledExport"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "ScheduledExportRun_scheduleId_dueAt_key" ON "ScheduledExportRun"("scheduleId", "dueAt");

-- CreateIndex
CREATE INDEX "Share_exportId_idx" ON "Share"("exportId");

-- A schedule has one run under way at a time.
CREATE UNIQUE INDEX "ScheduledExportRun_scheduleId_under_way_key" ON "ScheduledExportRun"("scheduleId") WHERE "state" IN ('WAITING', 'MAKING');

-- AddForeignKey
ALTER TABLE "Share" ADD CONSTRAINT "Share_exportId_fkey" FOREIGN KEY ("exportId") REFERENCES "ItemExport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScheduledExport" ADD CONSTRAINT "ScheduledExport_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScheduledExport" ADD CONSTRAINT "ScheduledExport_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScheduledExportRun" ADD CONSTRAINT "ScheduledExportRun_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "ScheduledExport"("id") ON DELETE CASCADE ON UPDATE CASCADE;
