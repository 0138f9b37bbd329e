-- What becomes of documents in other currencies, and daily rates between them: lib/domain/foreign-currency.ts, lib/rates.
CREATE TYPE "ForeignCurrency" AS ENUM ('STOP', 'CONVERT', 'CONVERT_ALL');
CREATE TYPE "ExchangeRateSource" AS ENUM ('LEDGER', 'DAILY');
ALTER TABLE "Business" ADD COLUMN "foreignCurrency" "ForeignCurrency" NOT NULL DEFAULT 'STOP',
                       ADD COLUMN "exchangeRateSource" "ExchangeRateSource" NOT NULL DEFAULT 'LEDGER',
                       ADD COLUMN "exchangeRateSourceSince" TIMESTAMPTZ(3);

CREATE TABLE "ExchangeRate" (
    "source" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "perBase" DECIMAL(20,10) NOT NULL,

    CONSTRAINT "ExchangeRate_pkey" PRIMARY KEY ("source", "currency", "day"),
    CONSTRAINT "ExchangeRate_perBase_check" CHECK ("perBase" > 0)
);
