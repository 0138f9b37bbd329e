ALTER TABLE "Business"
    ADD COLUMN "closedAt" TIMESTAMPTZ(3),
    ADD COLUMN "closedByUserId" UUID,
    ADD COLUMN "closedByName" TEXT,
    ADD COLUMN "deleteAt" TIMESTAMPTZ(3);

-- What the sweep looks for: the few that are closed.
CREATE INDEX "Business_closed" ON "Business"("deleteAt") WHERE "deleteAt" IS NOT NULL;

-- A business that is closed was closed by somebody, and has its day.
ALTER TABLE "Business" ADD CONSTRAINT "Business_closed_check"
    CHECK (num_nulls("closedAt", "closedByUserId", "closedByName", "deleteAt") IN (0, 4));
