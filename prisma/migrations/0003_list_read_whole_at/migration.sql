-- AlterTable
ALTER TABLE "ListState" ADD COLUMN "readWholeAt" TIMESTAMPTZ(3);
