-- Which passkey a session began with, so that it ends with the passkey. The index is for removing one.
ALTER TABLE "Session" ADD COLUMN "passkeyId" UUID;

CREATE INDEX "Session_passkeyId_idx" ON "Session"("passkeyId");

ALTER TABLE "Session" ADD CONSTRAINT "Session_passkeyId_fkey" FOREIGN KEY ("passkeyId") REFERENCES "Passkey"("id") ON DELETE SET NULL ON UPDATE CASCADE;
