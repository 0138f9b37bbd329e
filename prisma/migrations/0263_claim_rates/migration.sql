-- CreateEnum
CREATE TYPE "ClaimUnit" AS ENUM ('MILE', 'KILOMETRE', 'DAY');

-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "claimRateId" UUID;

-- CreateTable
CREATE TABLE "ClaimRate" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "unit" "ClaimUnit" NOT NULL,
    "accountId" UUID,
    "taxRateId" UUID,
    "most" DECIMAL(19,4),
    "archivedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClaimRate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClaimRateVersion" (
    "rateId" UUID NOT NULL,
    "fromOn" DATE NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL,

    CONSTRAINT "ClaimRateVersion_pkey" PRIMARY KEY ("rateId","fromOn")
);

-- CreateIndex
CREATE INDEX "ClaimRate_businessId_idx" ON "ClaimRate"("businessId");

-- CreateIndex
CREATE INDEX "Item_claimRateId_idx" ON "Item"("claimRateId");

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_claimRateId_fkey" FOREIGN KEY ("claimRateId") REFERENCES "ClaimRate"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClaimRate" ADD CONSTRAINT "ClaimRate_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClaimRateVersion" ADD CONSTRAINT "ClaimRateVersion_rateId_fkey" FOREIGN KEY ("rateId") REFERENCES "ClaimRate"("id") ON DELETE CASCADE ON UPDATE CASCADE;
