-- Webhooks: each delivery acted upon once, what they told of each connection, and how they do altogether.
ALTER TABLE "DocumentWatch" ADD COLUMN "toldAt" TIMESTAMPTZ(3),
                            ADD COLUMN "toldOf" TEXT[] DEFAULT ARRAY[]::TEXT[],
                            ADD COLUMN "contactsAt" TIMESTAMPTZ(3),
                            ADD COLUMN "contactsWanted" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "WebhookDelivery" (
    "ledger" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "events" INTEGER NOT NULL,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("ledger", "digest")
);
CREATE INDEX "WebhookDelivery_receivedAt_idx" ON "WebhookDelivery"("receivedAt");

CREATE TABLE "WebhookState" (
    "ledger" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3),
    "refusedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WebhookState_pkey" PRIMARY KEY ("ledger")
);
