-- What the ledger answered to each request, for those who want to see exactly what was sent and said.
ALTER TABLE "Dispatch" ADD COLUMN "answer" TEXT;
