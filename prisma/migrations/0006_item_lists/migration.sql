-- Each order that the lists of items offer, page by page (lib/items/find-items.ts): null counts as the smallest value.
CREATE INDEX "Item_by_date" ON "Item" ("businessId", "workspace", "place", (COALESCE("issuedOn", DATE '0001-01-01')), "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Item_by_total" ON "Item" ("businessId", "workspace", "place", (COALESCE("total", -1e15)), "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Item_by_archiving" ON "Item" ("businessId", "workspace", "place", (COALESCE("archivedAt", "createdAt")), "id") WHERE "deletedAt" IS NULL;

-- Which items hold a file that was added again.
CREATE INDEX "Item_with_document" ON "Item" ("documentId") WHERE "documentId" IS NOT NULL;
