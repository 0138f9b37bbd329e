-- What a person has said is meant although it looks like a slip.
ALTER TABLE "Item" ADD COLUMN "confirmations" JSONB;

-- Items alike are looked for by contact and date.
DROP INDEX "Item_contactId_idx";
CREATE INDEX "Item_contactId_issuedOn_idx" ON "Item" ("contactId", "issuedOn");

UPDATE "Business" SET "reviewDueAt" = now();
