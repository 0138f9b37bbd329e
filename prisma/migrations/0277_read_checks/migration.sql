ALTER TABLE "Business" ADD COLUMN     "sureFrom" INTEGER NOT NULL DEFAULT 90;

ALTER TABLE "Item" ADD COLUMN     "readChecks" JSONB;

-- As Prisma writes it.
ALTER TABLE "Item" ALTER COLUMN "searchValues" DROP NOT NULL, ALTER COLUMN "searchValues" SET DEFAULT ARRAY[]::TEXT[];
