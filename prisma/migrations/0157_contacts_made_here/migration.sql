-- Contacts that the ledger does not have yet. Each page of contacts that a refresh writes is asked for them: mostly there
-- are none, and without an index that is only known once all contacts of the business have been read.
CREATE INDEX "Contact_made_here_idx" ON "Contact" ("businessId", "normalisedName") WHERE "ledgerId" IS NULL AND NOT "isArchived";
