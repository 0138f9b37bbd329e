CREATE TABLE "ItemPayment" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "amount" DECIMAL(19,4),
    "paidOn" DATE,
    "paymentMethodId" UUID,
    "provenance" JSONB,

    CONSTRAINT "ItemPayment_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ItemPayment_itemId_position_idx" ON "ItemPayment"("itemId", "position");
ALTER TABLE "ItemPayment" ADD CONSTRAINT "ItemPayment_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;
