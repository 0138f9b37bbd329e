-- Both addresses say yes; `confirmedAt` stays the moment from which the new one holds.
ALTER TABLE "EmailChange" ADD COLUMN "toConfirmedAt" TIMESTAMPTZ(3);
ALTER TABLE "EmailChange" ADD COLUMN "fromConfirmedAt" TIMESTAMPTZ(3);
ALTER TABLE "EmailChange" ADD COLUMN "aloneAt" TIMESTAMPTZ(3);
ALTER TABLE "EmailChange" ADD COLUMN "aloneHash" TEXT;

UPDATE "EmailChange" SET "toConfirmedAt" = "confirmedAt" WHERE "confirmedAt" IS NOT NULL;

CREATE UNIQUE INDEX "EmailChange_aloneHash_key" ON "EmailChange"("aloneHash");
-- What the sweep looks for: the few that wait for their day.
CREATE INDEX "EmailChange_alone" ON "EmailChange"("aloneAt") WHERE "aloneAt" IS NOT NULL AND "confirmedAt" IS NULL;
