-- Lists are ordered by the total as they show it: a credit note's is below zero (lib/inbox/find-items.ts).
DROP INDEX "Item_by_total";
DROP INDEX "Item_inbox_by_status_and_total";
CREATE INDEX "Item_by_total" ON "Item" ("businessId", "workspace", "place", (COALESCE(CASE WHEN "type" = 'CREDIT_NOTE' THEN -abs("total") ELSE "total" END, -1e15)), "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Item_inbox_by_status_and_total" ON "Item" ("businessId", "workspace", "status", (COALESCE(CASE WHEN "type" = 'CREDIT_NOTE' THEN -abs("total") ELSE "total" END, -1e15)), "id") WHERE "place" = 'INBOX' AND "deletedAt" IS NULL;
