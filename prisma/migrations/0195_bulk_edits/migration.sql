-- The same values set in many items: seen first, then done in batches, and taken back in the same way. lib/coding/bulk.
CREATE TYPE "BulkEditState" AS ENUM ('PREVIEWED', 'APPLYING', 'DONE', 'UNDOING', 'UNDONE');
CREATE TYPE "BulkItemState" AS ENUM ('PENDING', 'CHANGED', 'SAME', 'REFUSED', 'UNDONE', 'KEPT');

CREATE TABLE "BulkEdit" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "byUserId" UUID NOT NULL,
    "values" JSONB NOT NULL,
    "state" "BulkEditState" NOT NULL DEFAULT 'PREVIEWED',
    "total" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "movedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "toldAt" TIMESTAMPTZ(3),

    CONSTRAINT "BulkEdit_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "BulkEditItem" (
    "bulkEditId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "state" "BulkItemState" NOT NULL DEFAULT 'PENDING',
    "revision" INTEGER NOT NULL,
    "was" JSONB NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "code" TEXT,
    "kept" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "BulkEditItem_pkey" PRIMARY KEY ("bulkEditId", "itemId")
);

CREATE INDEX "BulkEdit_businessId_byUserId_createdAt_idx" ON "BulkEdit"("businessId", "byUserId", "createdAt");
CREATE INDEX "BulkEdit_createdAt_idx" ON "BulkEdit"("createdAt");
CREATE INDEX "BulkEditItem_bulkEditId_state_itemId_idx" ON "BulkEditItem"("bulkEditId", "state", "itemId");
CREATE INDEX "BulkEditItem_itemId_idx" ON "BulkEditItem"("itemId");

ALTER TABLE "BulkEdit" ADD CONSTRAINT "BulkEdit_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "BulkEditItem" ADD CONSTRAINT "BulkEditItem_bulkEditId_fkey" FOREIGN KEY ("bulkEditId") REFERENCES "BulkEdit"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "BulkEditItem" ADD CONSTRAINT "BulkEditItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Those under way, which the sweep looks for.
CREATE INDEX "BulkEdit_under_way" ON "BulkEdit"("movedAt") WHERE "state" IN ('APPLYING', 'UNDOING');
