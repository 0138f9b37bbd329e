-- What changed, as open pages are told it, and later others: docs/decisions/0008-event-log.md.
CREATE TABLE "Event" (
    "number" BIGSERIAL NOT NULL,
    "businessId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "topic" TEXT NOT NULL,
    "subjectId" UUID,
    "revision" INTEGER,
    "origin" UUID,
    "transaction" BIGINT NOT NULL,
    "openSince" BIGINT NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("businessId","number")
);

-- CreateIndex
CREATE INDEX "Event_businessId_transaction_idx" ON "Event"("businessId", "transaction");

-- CreateIndex
CREATE INDEX "Event_at_idx" ON "Event"("at");

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
