-- The archive of one owner, or of nobody, in its first order (lib/inbox/find-items.ts).
CREATE INDEX "Item_archive_by_owner" ON "Item" ("businessId", "workspace", "ownerId", (COALESCE("archivedAt", "createdAt")), "id") WHERE "place" = 'ARCHIVE' AND "deletedAt" IS NULL;
