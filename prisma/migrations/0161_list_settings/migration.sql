-- Somebody may ask for one list alone.
ALTER TABLE "SyncRun" ADD COLUMN "isWhole" BOOLEAN NOT NULL DEFAULT true;

-- What is undone when somebody thinks again: lib/lists/changes.
CREATE TABLE "ListChange" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedByName" TEXT NOT NULL,
    "entries" JSONB NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "ListChange_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "ListChange_businessId_at_idx" ON "ListChange"("businessId", "at");

ALTER TABLE "ListChange" ADD CONSTRAINT "ListChange_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Which items use an entry of a list, in their order: lib/lists/browse/uses.ts counts the first of them. What is not
-- filled needs no place in them, and many rows of one entry take little.
CREATE INDEX "Item_of_account_idx" ON "Item"("accountId", "id") WHERE "accountId" IS NOT NULL AND "deletedAt" IS NULL;
CREATE INDEX "Item_of_tax_rate_idx" ON "Item"("taxRateId", "id") WHERE "taxRateId" IS NOT NULL AND "deletedAt" IS NULL;
CREATE INDEX "Item_of_tracking1_idx" ON "Item"("tracking1OptionId", "id") WHERE "tracking1OptionId" IS NOT NULL AND "deletedAt" IS NULL;
CREATE INDEX "Item_of_tracking2_idx" ON "Item"("tracking2OptionId", "id") WHERE "tracking2OptionId" IS NOT NULL AND "deletedAt" IS NULL;
CREATE INDEX "LineItem_of_account_idx" ON "LineItem"("accountId", "itemId") WHERE "accountId" IS NOT NULL;
CREATE INDEX "LineItem_of_tax_rate_idx" ON "LineItem"("taxRateId", "itemId") WHERE "taxRateId" IS NOT NULL;
CREATE INDEX "LineItem_of_tracking1_idx" ON "LineItem"("tracking1OptionId", "itemId") WHERE "tracking1OptionId" IS NOT NULL;
CREATE INDEX "LineItem_of_tracking2_idx" ON "LineItem"("tracking2OptionId", "itemId") WHERE "tracking2OptionId" IS NOT NULL;
CREATE INDEX "LineItem_of_product_idx" ON "LineItem"("productId", "itemId") WHERE "productId" IS NOT NULL;
CREATE INDEX "ItemPayment_of_method_idx" ON "ItemPayment"("paymentMethodId", "itemId") WHERE "paymentMethodId" IS NOT NULL;
