CREATE TYPE "TaxPolicy" AS ENUM ('OURS', 'LEDGER', 'OURS_WITH_EXCEPTIONS');
CREATE TYPE "RateSource" AS ENUM ('CATEGORY', 'CONTACT', 'DEFAULT');
ALTER TABLE "Business" ADD COLUMN "taxPolicy" "TaxPolicy" NOT NULL DEFAULT 'OURS',
ADD COLUMN "rateSource" "RateSource" NOT NULL DEFAULT 'CATEGORY',
ADD COLUMN "defaultCostRateId" UUID,
ADD COLUMN "defaultSaleRateId" UUID,
ADD COLUMN "isTaxRegistered" BOOLEAN NOT NULL DEFAULT true;

CREATE TABLE "TaxChange" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byName" TEXT NOT NULL,
    "items" JSONB NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "TaxChange_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "TaxChange_businessId_at_idx" ON "TaxChange"("businessId", "at");
ALTER TABLE "TaxChange" ADD CONSTRAINT "TaxChange_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
