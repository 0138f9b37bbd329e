-- What each person has read. What was here before is not new to anybody.
ALTER TABLE "Membership" ADD COLUMN "readFrom" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE TABLE "ItemReading" (
    "userId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "isRead" BOOLEAN NOT NULL,

    CONSTRAINT "ItemReading_pkey" PRIMARY KEY ("userId", "itemId")
);

CREATE INDEX "ItemReading_itemId_idx" ON "ItemReading"("itemId");
ALTER TABLE "ItemReading" ADD CONSTRAINT "ItemReading_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;
