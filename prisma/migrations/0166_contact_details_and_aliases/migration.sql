ALTER TABLE "Contact" ADD COLUMN "bankAccount" TEXT, ADD COLUMN "phone" TEXT, ADD COLUMN "addresses" JSONB NOT NULL DEFAULT '[]';
-- What the ledger tells of contacts beside what was kept so far comes with the next refresh, which reads them all.
UPDATE "ListState" SET "modifiedSince" = NULL WHERE "list" = 'CONTACTS';

CREATE TABLE "ContactAlias" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "normalisedName" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ContactAlias_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "ContactAlias_businessId_nameKey_key" ON "ContactAlias"("businessId", "nameKey");
CREATE INDEX "ContactAlias_contactId_idx" ON "ContactAlias"("contactId");
ALTER TABLE "ContactAlias" ADD CONSTRAINT "ContactAlias_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- How many items each contact has, and the last of them: a list of contacts asks for those it shows, or for all at once.
CREATE INDEX "Item_of_contacts" ON "Item" ("businessId", "contactId") INCLUDE ("place", "status", "createdAt") WHERE "deletedAt" IS NULL;
