-- What somebody sent, and what came of it.
CREATE TABLE "Submission" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "workspace" "Workspace" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "method" TEXT NOT NULL DEFAULT 'upload',
    "byUserId" UUID,
    "byName" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "byteSize" INTEGER,
    "itemId" UUID,
    "itemNumber" INTEGER,
    "copyOf" INTEGER,
    "refusal" TEXT,
    "message" TEXT,

    CONSTRAINT "Submission_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "Submission_businessId_at_id_idx" ON "Submission"("businessId", "at" DESC, "id" DESC);
CREATE INDEX "Submission_businessId_byUserId_at_id_idx" ON "Submission"("businessId", "byUserId", "at" DESC, "id" DESC);
CREATE INDEX "Submission_itemId_idx" ON "Submission"("itemId");

ALTER TABLE "Submission" ADD CONSTRAINT "Submission_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What is here already was sent once too.
INSERT INTO "Submission" ("id", "businessId", "workspace", "at", "byUserId", "byName", "fileName", "byteSize", "itemId", "itemNumber")
SELECT gen_random_uuid(), i."businessId", i."workspace", i."createdAt", i."submittedByUserId", coalesce(i."submittedByName", 'Intray'),
       d."fileName", d."byteSize", i."id", i."number"
  FROM "Item" i JOIN "ItemDocument" x ON x."itemId" = i."id" AND x."position" = 0 JOIN "Document" d ON d."id" = x."documentId";
