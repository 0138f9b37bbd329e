-- An item may have several documents, in an order; the first is the one that lists and pages show.
CREATE TABLE "ItemDocument" (
    "itemId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "ItemDocument_pkey" PRIMARY KEY ("itemId","documentId")
);

INSERT INTO "ItemDocument" ("itemId", "documentId", "position")
SELECT "id", "documentId", 0 FROM "Item" WHERE "documentId" IS NOT NULL;

CREATE UNIQUE INDEX "ItemDocument_itemId_position_key" ON "ItemDocument"("itemId", "position");
-- Which items hold a file that was added again.
CREATE INDEX "ItemDocument_documentId_idx" ON "ItemDocument"("documentId");
ALTER TABLE "ItemDocument" ADD CONSTRAINT "ItemDocument_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ItemDocument" ADD CONSTRAINT "ItemDocument_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Its index and its foreign key go with it.
ALTER TABLE "Item" DROP COLUMN "documentId";
