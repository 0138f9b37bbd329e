-- While the ledger takes no more calls, publishing waits as a whole: told by one row, not by each publication's.
ALTER TABLE "Connection" ADD COLUMN "waitsUntil" TIMESTAMPTZ(3),
                         ADD COLUMN "waitsFor" TEXT;
