-- The calls of the last minute are counted rather than those of a fixed one: docs/decisions/0038-call-budget.md.
-- What was counted so far is forgotten; the ledger's own count corrects it at the next call.
ALTER TABLE "CallBudget" DROP COLUMN "minuteUsed",
                         DROP COLUMN "minuteStartedAt",
                         ADD COLUMN "minuteMs" INTEGER NOT NULL DEFAULT 60000,
                         ADD COLUMN "callsAt" TIMESTAMPTZ(3)[],
                         ADD COLUMN "callCounts" INTEGER[];
UPDATE "CallBudget" SET "callsAt" = '{}', "callCounts" = '{}';
