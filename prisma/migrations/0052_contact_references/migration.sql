-- A contact that something still points to can't go: whoever deletes it has replaced it first. NO ACTION and not
-- RESTRICT, so that a business may be deleted whole.
ALTER TABLE "Item" DROP CONSTRAINT "Item_contactId_fkey";
ALTER TABLE "Item" ADD CONSTRAINT "Item_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

UPDATE "LineItem" SET "rebillableContactId" = NULL
 WHERE "rebillableContactId" IS NOT NULL AND "rebillableContactId" NOT IN (SELECT "id" FROM "Contact");
ALTER TABLE "LineItem" ADD CONSTRAINT "LineItem_rebillableContactId_fkey" FOREIGN KEY ("rebillableContactId") REFERENCES "Contact"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
