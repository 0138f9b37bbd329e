-- CreateEnum
CREATE TYPE "ReadLines" AS ENUM ('NEVER', 'RATES_DIFFER', 'ALWAYS');

-- CreateEnum
CREATE TYPE "ReadingState" AS ENUM ('WAITING', 'READING', 'DONE', 'FAILED');

-- AlterTable
ALTER TABLE "Business" ADD COLUMN     "readsDocuments" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "readsLines" "ReadLines" NOT NULL DEFAULT 'RATES_DIFFER';

-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "readText" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "isBeingRead" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "DocumentPage" (
    "documentId" UUID NOT NULL,
    "page" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "rows" JSONB NOT NULL,

    CONSTRAINT "DocumentPage_pkey" PRIMARY KEY ("documentId","page")
);

-- CreateTable
CREATE TABLE "Extraction" (
    "itemId" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "part" INTEGER NOT NULL DEFAULT 0,
    "state" "ReadingState" NOT NULL DEFAULT 'WAITING',
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "claim" UUID,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "tookMs" INTEGER,
    "problem" TEXT,
    "reading" JSONB,

    CONSTRAINT "Extraction_pkey" PRIMARY KEY ("itemId")
);

-- CreateTable
CREATE TABLE "SupplierMark" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "printed" TEXT NOT NULL,
    "learntAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "learntFrom" TEXT NOT NULL,

    CONSTRAINT "SupplierMark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SupplierMark_contactId_idx" ON "SupplierMark"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "SupplierMark_businessId_kind_value_key" ON "SupplierMark"("businessId", "kind", "value");

-- CreateIndex
CREATE INDEX "Extraction_documentId_idx" ON "Extraction"("documentId");

-- CreateIndex
CREATE INDEX "Extraction_businessId_finishedAt_idx" ON "Extraction"("businessId", "finishedAt");

-- AddForeignKey
ALTER TABLE "SupplierMark" ADD CONSTRAINT "SupplierMark_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentPage" ADD CONSTRAINT "DocumentPage_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Extraction" ADD CONSTRAINT "Extraction_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Extraction" ADD CONSTRAINT "Extraction_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Those that wait for a reader, or that one has in hand.
CREATE INDEX "Extraction_waiting" ON "Extraction" ("requestedAt") WHERE "state" IN ('WAITING', 'READING');

-- Businesses that there are read what comes from now on; new ones by the settings of the installation.
UPDATE "Business" SET "readsDocuments" = true;

-- What an item is searched by holds the words of its documents too.
CREATE OR REPLACE FUNCTION item_search_text(i "Item") RETURNS text LANGUAGE sql STABLE AS $$
  SELECT fold_text(concat_ws(E'\n', i."reference", i."description", l."texts", c."name", f."names", i."creditFor", i."submittedByName", f."words"))
      || E'\n\x01' || coalesce(c."normalisedName", '')
    FROM (SELECT string_agg(d."fileName", E'\n' ORDER BY p."position") AS "names",
                 string_agg(nullif(d."readText", ''), E'\n' ORDER BY p."position") AS "words"
            FROM "ItemDocument" p JOIN "Document" d ON d."id" = p."documentId" WHERE p."itemId" = i."id") AS f
    CROSS JOIN (SELECT string_agg(nullif("description", ''), E'\n' ORDER BY "position", "id") AS "texts"
                  FROM "LineItem" WHERE "itemId" = i."id") AS l
    LEFT JOIN "Contact" c ON c."id" = i."contactId"
$$;

CREATE FUNCTION keep_search_of_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Item" i SET "searchText" = item_search_text(i)
   WHERE i."id" IN (SELECT "itemId" FROM "ItemDocument" WHERE "documentId" = NEW."id");
  RETURN NULL;
END $$;
CREATE TRIGGER "Document_search_changed" AFTER UPDATE OF "readText" ON "Document" FOR EACH ROW
  WHEN (OLD."readText" IS DISTINCT FROM NEW."readText") EXECUTE FUNCTION keep_search_of_words();
