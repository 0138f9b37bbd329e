-- What a business says of itself, beside its name, country and currency.
ALTER TABLE "Business" ADD COLUMN "legalName" TEXT,
  ADD COLUMN "tradingNames" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "registeredAddress" TEXT,
  ADD COLUMN "tradingAddress" TEXT,
  ADD COLUMN "taxNumbers" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "taxCycle" TEXT,
  ADD COLUMN "taxCycleMonth" INTEGER,
  ADD COLUMN "logoId" UUID;
