-- The items of a contact that another takes the place of, or that is about to be deleted.
CREATE INDEX "Item_contactId_idx" ON "Item"("contactId");

-- The few contacts that were merged at the ledger: whether items still point at one is asked at each review.
CREATE INDEX "Contact_merged_idx" ON "Contact"("businessId") WHERE "mergedIntoLedgerId" IS NOT NULL;
