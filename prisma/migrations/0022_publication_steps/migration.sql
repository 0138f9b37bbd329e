-- A publication has steps, one row per thing to do, each with its own state, tries, wait and error. What is queued, on
-- its way or uncertain when this runs goes on afterwards: its steps stand where the publication stood, and the requests
-- that were stored or sent belong to them.

CREATE TYPE "LedgerOperation" AS ENUM ('CREATE', 'UPDATE', 'VOID', 'DELETE');
CREATE TYPE "StepState" AS ENUM ('PENDING', 'SENDING', 'UNCERTAIN', 'DONE', 'FAILED', 'CANCELLED');
CREATE TYPE "StepKind" AS ENUM ('CONTACT', 'DOCUMENT', 'ATTACHMENT', 'PAYMENT', 'ALLOCATION', 'NOTE');

ALTER TABLE "Publication" ADD COLUMN "operation" "LedgerOperation" NOT NULL DEFAULT 'CREATE',
                          ADD COLUMN "supersedesId" UUID;
CREATE INDEX "Publication_supersedesId_idx" ON "Publication"("supersedesId");
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_supersedesId_fkey" FOREIGN KEY ("supersedesId") REFERENCES "Publication"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "Dispatch" ADD COLUMN "operation" "LedgerOperation" NOT NULL DEFAULT 'CREATE',
                       ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
                       ADD COLUMN "comparison" JSONB,
                       ALTER COLUMN "kind" TYPE "StepKind" USING "kind"::text::"StepKind";
DROP TYPE "DispatchKind";

CREATE TABLE "PublicationStep" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "publicationId" UUID NOT NULL,
    "kind" "StepKind" NOT NULL,
    "position" INTEGER NOT NULL,
    "subjectId" UUID,
    "state" "StepState" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "notBefore" TIMESTAMPTZ(3),
    "error" JSONB,
    "ledgerId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PublicationStep_pkey" PRIMARY KEY ("id")
);

-- The newest request of each kind that a publication is in, if its answer is still to come.
CREATE TEMPORARY TABLE "unanswered" ON COMMIT DROP AS
SELECT member."publicationId", newest."kind", newest."state"
  FROM (SELECT m."publicationId", d."kind", max(d."createdAt") AS "createdAt"
          FROM "DispatchMember" m JOIN "Dispatch" d ON d."id" = m."dispatchId"
         GROUP BY m."publicationId", d."kind") AS latest
  JOIN "DispatchMember" member ON member."publicationId" = latest."publicationId"
  JOIN "Dispatch" newest ON newest."id" = member."dispatchId" AND newest."kind" = latest."kind" AND newest."createdAt" = latest."createdAt"
 WHERE newest."state" IN ('STORED', 'SENT', 'UNCERTAIN');

-- Contacts that were, or are still to be, created for a publication. A publication that went further has its contact.
INSERT INTO "PublicationStep" ("id", "businessId", "publicationId", "kind", "position", "subjectId", "state", "notBefore", "error", "ledgerId")
SELECT gen_random_uuid(), p."businessId", p."id", 'CONTACT', 0, c."id", step."state",
       CASE WHEN step."state" IN ('PENDING', 'SENDING', 'UNCERTAIN') THEN p."notBefore" END,
       CASE WHEN step."state" = 'FAILED' THEN p."reasons" END, c."ledgerId"
  FROM "Publication" p
  LEFT JOIN "Contact" c ON c."id"::text = p."coding" ->> 'contactId'
  LEFT JOIN LATERAL (SELECT u."state" FROM "unanswered" u WHERE u."publicationId" = p."id" AND u."kind" = 'CONTACT' LIMIT 1) u ON true
  CROSS JOIN LATERAL (SELECT (CASE
         WHEN p."state" IN ('SENDING', 'UNCERTAIN', 'POSTED', 'COMPLETE') OR c."ledgerId" IS NOT NULL THEN 'DONE'
         WHEN p."state" = 'REJECTED' THEN 'FAILED'
         WHEN p."state" = 'CANCELLED' THEN 'CANCELLED'
         WHEN u."state" = 'UNCERTAIN' THEN 'UNCERTAIN'
         WHEN u."state" IS NOT NULL THEN 'SENDING'
         ELSE 'PENDING'
       END)::"StepState" AS "state") step
 WHERE (p."state" = 'QUEUED' AND c."id" IS NOT NULL AND c."ledgerId" IS NULL)
    OR EXISTS (SELECT FROM "DispatchMember" m JOIN "Dispatch" d ON d."id" = m."dispatchId"
                WHERE m."publicationId" = p."id" AND d."kind" = 'CONTACT');

-- The documents themselves. One that was refused for its contact never had its turn.
INSERT INTO "PublicationStep" ("id", "businessId", "publicationId", "kind", "position", "state", "attempts", "notBefore", "error", "ledgerId")
SELECT gen_random_uuid(), p."businessId", p."id", 'DOCUMENT', 1, step."state", p."attempts",
       CASE WHEN step."state" IN ('PENDING', 'SENDING', 'UNCERTAIN') THEN p."notBefore" END,
       CASE WHEN step."state" = 'FAILED' THEN p."reasons" END, p."ledgerId"
  FROM "Publication" p
  CROSS JOIN LATERAL (SELECT (CASE p."state"
         WHEN 'QUEUED' THEN 'PENDING'
         WHEN 'SENDING' THEN 'SENDING'
         WHEN 'UNCERTAIN' THEN 'UNCERTAIN'
         WHEN 'CANCELLED' THEN 'CANCELLED'
         WHEN 'REJECTED' THEN CASE WHEN EXISTS (SELECT FROM "PublicationStep" s
                WHERE s."publicationId" = p."id" AND s."state" = 'FAILED') THEN 'CANCELLED' ELSE 'FAILED' END
         ELSE 'DONE'
       END)::"StepState" AS "state") step;

-- The attachments. Their tries were counted per request and are now counted per look at the books, so they begin anew;
-- that there were some is kept, since it is said.
INSERT INTO "PublicationStep" ("id", "businessId", "publicationId", "kind", "position", "subjectId", "state", "attempts", "notBefore", "error")
SELECT gen_random_uuid(), p."businessId", p."id", 'ATTACHMENT', 2, f."documentId", step."state", least(p."attachmentAttempts", 1),
       CASE WHEN p."state" = 'POSTED' AND step."state" IN ('PENDING', 'SENDING', 'UNCERTAIN') THEN p."notBefore" END,
       CASE WHEN step."state" = 'FAILED' THEN p."attachmentError" END
  FROM "Publication" p
  LEFT JOIN "ItemDocument" f ON f."itemId" = p."itemId" AND f."position" = 0
  LEFT JOIN LATERAL (SELECT u."state" FROM "unanswered" u WHERE u."publicationId" = p."id" AND u."kind" = 'ATTACHMENT' LIMIT 1) u ON true
  CROSS JOIN LATERAL (SELECT (CASE
         WHEN p."attachmentState" = 'ATTACHED' THEN 'DONE'
         WHEN p."attachmentState" = 'FAILED' THEN 'FAILED'
         WHEN p."state" IN ('REJECTED', 'CANCELLED') THEN 'CANCELLED'
         WHEN u."state" = 'UNCERTAIN' THEN 'UNCERTAIN'
         WHEN u."state" IS NOT NULL THEN 'SENDING'
         ELSE 'PENDING'
       END)::"StepState" AS "state") step
 WHERE p."attachmentState" <> 'NONE';

CREATE UNIQUE INDEX "PublicationStep_publicationId_position_key" ON "PublicationStep"("publicationId", "position");
ALTER TABLE "PublicationStep" ADD CONSTRAINT "PublicationStep_publicationId_fkey" FOREIGN KEY ("publicationId") REFERENCES "Publication"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Requests hold steps, each the one of its kind.
ALTER TABLE "DispatchMember" ADD COLUMN "stepId" UUID;
UPDATE "DispatchMember" m SET "stepId" = s."id"
  FROM "Dispatch" d, "PublicationStep" s
 WHERE d."id" = m."dispatchId" AND s."publicationId" = m."publicationId" AND s."kind" = d."kind";
DELETE FROM "DispatchMember" WHERE "stepId" IS NULL;
-- Its primary key, index and foreign key go with the column.
ALTER TABLE "DispatchMember" DROP COLUMN "publicationId", ALTER COLUMN "stepId" SET NOT NULL;
ALTER TABLE "DispatchMember" ADD CONSTRAINT "DispatchMember_pkey" PRIMARY KEY ("dispatchId", "stepId");
CREATE INDEX "DispatchMember_stepId_idx" ON "DispatchMember"("stepId");
ALTER TABLE "DispatchMember" ADD CONSTRAINT "DispatchMember_stepId_fkey" FOREIGN KEY ("stepId") REFERENCES "PublicationStep"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Publication" DROP COLUMN "attachmentState", DROP COLUMN "attachmentAttempts", DROP COLUMN "attachmentError",
                          DROP COLUMN "attempts", DROP COLUMN "notBefore";
DROP TYPE "AttachmentState";

-- Steps that a drain has to look at.
CREATE INDEX "PublicationStep_open" ON "PublicationStep" ("publicationId") WHERE "state" IN ('PENDING', 'SENDING', 'UNCERTAIN');

-- None published twice: an item has at most one publication that stands, or is to stand, for a document of its own, and
-- beside it at most one on its way that changes that document in place, voids it or deletes it.
DROP INDEX "Publication_one_live_per_item";
CREATE UNIQUE INDEX "Publication_one_live_per_item" ON "Publication" ("itemId")
 WHERE "state" NOT IN ('REJECTED', 'CANCELLED', 'SUPERSEDED', 'VOIDED', 'DELETED')
   AND NOT ("operation" <> 'CREATE' AND "state" IN ('QUEUED', 'SENDING', 'UNCERTAIN'));
CREATE UNIQUE INDEX "Publication_one_change_per_item" ON "Publication" ("itemId")
 WHERE "operation" <> 'CREATE' AND "state" IN ('QUEUED', 'SENDING', 'UNCERTAIN');
