-- What the Prisma schema language cannot express.

-- A business has one live connection, and an organisation is connected to one business at a time.
CREATE UNIQUE INDEX "Connection_one_live_per_business" ON "Connection" ("businessId") WHERE "status" <> 'DISCONNECTED';
CREATE UNIQUE INDEX "Connection_one_live_per_organisation" ON "Connection" ("ledger", "organisationId") WHERE "status" <> 'DISCONNECTED';

-- Two refreshes of one connection never overlap.
CREATE UNIQUE INDEX "SyncRun_one_live_per_connection" ON "SyncRun" ("connectionId") WHERE "status" IN ('QUEUED', 'RUNNING');

-- None published twice: an item has at most one publication that is not refused or cancelled.
CREATE UNIQUE INDEX "Publication_one_live_per_item" ON "Publication" ("itemId") WHERE "state" NOT IN ('REJECTED', 'CANCELLED');

-- Publications that a drain has to look at.
CREATE INDEX "Publication_open" ON "Publication" ("connectionId", "requestedAt") WHERE "state" IN ('QUEUED', 'SENDING', 'POSTED', 'UNCERTAIN');

-- Typing part of a name finds a contact among tens of thousands.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "Contact_normalisedName_trgm" ON "Contact" USING gin ("normalisedName" gin_trgm_ops);
