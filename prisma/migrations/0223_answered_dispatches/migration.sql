-- How long the ledger takes to answer lately is looked at whenever the time to go is told.
CREATE INDEX "Dispatch_connectionId_answeredAt_idx" ON "Dispatch"("connectionId", "answeredAt");
