-- What becomes of an item whose date lies in a locked period, and how lock dates changed: lib/domain/lock-dates.ts.
CREATE TYPE "LockPolicy" AS ENUM ('ASK', 'STOP', 'DRAFT', 'MOVE');
ALTER TABLE "Business" ADD COLUMN "lockPolicy" "LockPolicy" NOT NULL DEFAULT 'ASK',
                       ADD COLUMN "lockOn" DATE;

CREATE TYPE "LockKind" AS ENUM ('PERIOD', 'YEAR_END', 'HOUSE');
CREATE TABLE "LockDateChange" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "noticedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" "LockKind" NOT NULL,
    "organisationName" TEXT,
    "fromOn" DATE,
    "toOn" DATE,
    "byName" TEXT,

    CONSTRAINT "LockDateChange_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "LockDateChange_businessId_noticedAt_idx" ON "LockDateChange"("businessId", "noticedAt" DESC);
ALTER TABLE "LockDateChange" ADD CONSTRAINT "LockDateChange_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
