CREATE TYPE "MailState" AS ENUM ('KEPT', 'WAITING', 'SENDING', 'SENT', 'UNCERTAIN', 'REFUSED');

CREATE TABLE "Mail" (
    "id" UUID NOT NULL,
    "businessId" UUID,
    "kind" TEXT NOT NULL,
    "toName" TEXT NOT NULL,
    "toAddress" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "state" "MailState" NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "rounds" INTEGER NOT NULL DEFAULT 1,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claim" UUID,
    "leaseUntil" TIMESTAMPTZ(3),
    "handedOverAt" TIMESTAMPTZ(3),
    "problem" TEXT,
    "serverText" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "Mail_messageId_key" ON "Mail"("messageId");
CREATE INDEX "Mail_businessId_createdAt_id_idx" ON "Mail"("businessId", "createdAt" DESC, "id" DESC);
CREATE INDEX "Mail_createdAt_idx" ON "Mail"("createdAt");

ALTER TABLE "Mail" ADD CONSTRAINT "Mail_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the sweep looks for: the few that are not finished.
CREATE INDEX "Mail_unsent" ON "Mail"("dueAt") WHERE "state" IN ('WAITING', 'SENDING');

-- A try has an owner and an end; nothing else has.
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_lease_check" CHECK (("state" = 'SENDING') = ("leaseUntil" IS NOT NULL));
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_claim_check" CHECK ("state" <> 'SENDING' OR "claim" IS NOT NULL);
