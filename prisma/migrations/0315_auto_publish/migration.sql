CREATE TYPE "AutoPublishState" AS ENUM ('WAITING', 'HELD', 'NEVER', 'STOPPED', 'DONE');

CREATE TABLE "AutoPublishing" (
    "businessId" UUID NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedByName" TEXT NOT NULL,

    CONSTRAINT "AutoPublishing_pkey" PRIMARY KEY ("businessId")
);
ALTER TABLE "AutoPublishing" ADD CONSTRAINT "AutoPublishing_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "AutoPublication" (
    "itemId" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "state" "AutoPublishState" NOT NULL,
    "itemRevision" INTEGER NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishAt" TIMESTAMPTZ(3),
    "because" TEXT NOT NULL DEFAULT '',
    "ruleId" UUID,
    "ruleName" TEXT,
    "guards" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "held" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "stoppedByName" TEXT,
    "toldAt" TIMESTAMPTZ(3),

    CONSTRAINT "AutoPublication_pkey" PRIMARY KEY ("itemId")
);
CREATE INDEX "AutoPublication_businessId_state_publishAt_idx" ON "AutoPublication"("businessId", "state", "publishAt");
ALTER TABLE "AutoPublication" ADD CONSTRAINT "AutoPublication_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "AutoPublication" ADD CONSTRAINT "AutoPublication_publishAt_check" CHECK (("state" = 'WAITING') = ("publishAt" IS NOT NULL));

-- Ready items, for the sweep to ask of: few of all items at any time.
CREATE INDEX "Item_ready_idx" ON "Item"("businessId", "id")
    WHERE "status" = 'READY' AND "place" = 'INBOX' AND "deletedAt" IS NULL;

ALTER TABLE "Contact" ADD COLUMN "autoPublish" BOOLEAN;
ALTER TABLE "PaymentMethod" ADD COLUMN "autoPublish" BOOLEAN;
