-- What becomes of a published document in the books is followed there and kept on its publication. What was published
-- before this is looked at over a week, since each look is a call.
CREATE TYPE "LifeStatus" AS ENUM ('DRAFT', 'SUBMITTED', 'AUTHORISED', 'PART_PAID', 'PAID', 'VOIDED', 'DELETED');

ALTER TABLE "Publication" ADD COLUMN "lifeStatus" "LifeStatus",
                          ADD COLUMN "life" JSONB,
                          ADD COLUMN "lifeSeenAt" TIMESTAMPTZ(3),
                          ADD COLUMN "lookAt" TIMESTAMPTZ(3);
UPDATE "Publication" SET "lookAt" = now() + random() * interval '7 days' WHERE "state" IN ('POSTED', 'COMPLETE');
ALTER TABLE "Publication" ALTER COLUMN "lookAt" SET DEFAULT (now() + '1 day'::interval);

CREATE INDEX "Publication_to_be_looked_at" ON "Publication" ("connectionId", "lookAt")
 WHERE "state" IN ('POSTED', 'COMPLETE') AND "lookAt" IS NOT NULL;
CREATE INDEX "Publication_by_ledger_id" ON "Publication" ("connectionId", "ledgerId")
 WHERE "state" IN ('POSTED', 'COMPLETE');

CREATE TABLE "DocumentWatch" (
    "connectionId" UUID NOT NULL,
    "cursors" JSONB NOT NULL DEFAULT '{}',
    "polledAt" TIMESTAMPTZ(3),
    "askedAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3),

    CONSTRAINT "DocumentWatch_pkey" PRIMARY KEY ("connectionId")
);
ALTER TABLE "DocumentWatch" ADD CONSTRAINT "DocumentWatch_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
