-- What is published can be corrected: in place, or by ending it and publishing it anew. Payments and allocations of what
-- is to end are taken back first, each a step of its own.
ALTER TYPE "StepKind" ADD VALUE 'UNDO' AFTER 'CONTACT';

ALTER TABLE "Publication" ADD COLUMN "thenPublish" JSONB,
                          ADD COLUMN "correctedSince" TIMESTAMPTZ(3),
                          ADD COLUMN "correctedByName" TEXT,
                          ADD COLUMN "codingBefore" JSONB;
