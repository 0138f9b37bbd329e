-- Items alike are found by all that makes them alike, in their order, so that no plan reads all items for each of them.
CREATE INDEX "Item_contactId_issuedOn_total_number_idx" ON "Item"("contactId", "issuedOn", "total", "number");
DROP INDEX "Item_contactId_issuedOn_idx";
