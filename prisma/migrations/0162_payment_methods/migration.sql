-- How a business pays: its own rows, which name an account of the books. lib/lists/payment-methods.
CREATE TABLE "PaymentMethod" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "cardLast4" TEXT,
    "accountId" UUID,
    "ownerId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PaymentMethod_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "PaymentMethod_cardLast4_check" CHECK ("cardLast4" ~ '^[0-9]{4}$')
);

CREATE INDEX "PaymentMethod_businessId_idx" ON "PaymentMethod"("businessId");
CREATE INDEX "PaymentMethod_accountId_idx" ON "PaymentMethod"("accountId");
CREATE INDEX "PaymentMethod_ownerId_idx" ON "PaymentMethod"("ownerId");
CREATE UNIQUE INDEX "PaymentMethod_name_key" ON "PaymentMethod"("businessId", lower("name")) WHERE "archivedAt" IS NULL;

ALTER TABLE "PaymentMethod" ADD CONSTRAINT "PaymentMethod_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PaymentMethod" ADD CONSTRAINT "PaymentMethod_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "PaymentMethod" ADD CONSTRAINT "PaymentMethod_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Owner"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Until now the bank accounts themselves were the list: each has a row to begin with.
INSERT INTO "PaymentMethod" ("id", "businessId", "name", "accountId")
SELECT DISTINCT ON (a."businessId", lower(a."name")) gen_random_uuid(), a."businessId", a."name", a."id"
  FROM "Account" a JOIN "Connection" c ON c."id" = a."connectionId" AND c."status" <> 'DISCONNECTED'
 WHERE a."type" = 'BANK' AND NOT a."isArchived"
 ORDER BY a."businessId", lower(a."name"), a."createdAt";

-- How many items are in a currency.
CREATE INDEX "Item_of_currency_idx" ON "Item"("businessId", "currency") WHERE "currency" IS NOT NULL AND "deletedAt" IS NULL;
