-- What was asked for at one press of Publish: its progress is shown, and it can be paused, resumed and cancelled as one.
CREATE TABLE "PublishRun" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "requestedByName" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "pausedAt" TIMESTAMPTZ(3),
    "pausedByName" TEXT,
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelledByUserId" UUID,
    "cancelledByName" TEXT,

    CONSTRAINT "PublishRun_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "PublishRun_businessId_requestedAt_idx" ON "PublishRun"("businessId", "requestedAt");
ALTER TABLE "PublishRun" ADD CONSTRAINT "PublishRun_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Publication" ADD COLUMN "runId" UUID;
CREATE INDEX "Publication_runId_idx" ON "Publication"("runId");
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_runId_fkey" FOREIGN KEY ("runId") REFERENCES "PublishRun"("id") ON DELETE SET NULL ON UPDATE CASCADE;
