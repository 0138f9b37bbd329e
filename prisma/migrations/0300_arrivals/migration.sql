-- Files that become several items: archives that are opened, and documents that wait to be split.
CREATE TYPE "ArrivalState" AS ENUM ('UPLOADING', 'OPENING', 'WAITING', 'DONE', 'FAILED', 'CANCELLED');

CREATE TABLE "Arrival" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byUserId" UUID NOT NULL,
    "byName" TEXT NOT NULL,
    "workspace" "Workspace" NOT NULL,
    "owner" TEXT,
    "fileName" TEXT NOT NULL,
    "byteSize" INTEGER NOT NULL,
    "received" INTEGER NOT NULL DEFAULT 0,
    "state" "ArrivalState" NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "claim" UUID,
    "movedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "documentId" UUID,
    "groups" JSONB,

    CONSTRAINT "Arrival_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "Arrival_documentId_key" ON "Arrival"("documentId");
CREATE INDEX "Arrival_businessId_byUserId_state_idx" ON "Arrival"("businessId", "byUserId", "state");
CREATE INDEX "Arrival_state_movedAt_idx" ON "Arrival"("state", "movedAt");

ALTER TABLE "Arrival" ADD CONSTRAINT "Arrival_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Arrival" ADD CONSTRAINT "Arrival_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "Submission" ADD COLUMN "arrivalId" UUID;
CREATE INDEX "Submission_arrivalId_idx" ON "Submission"("arrivalId");
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_arrivalId_fkey" FOREIGN KEY ("arrivalId") REFERENCES "Arrival"("id") ON DELETE SET NULL ON UPDATE CASCADE;
