-- How each person looks at each list: lib/inbox/list-layouts.ts.
CREATE TABLE "ListLayout" (
    "userId" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "workspace" "Workspace" NOT NULL,
    "list" TEXT NOT NULL,
    "layout" JSONB NOT NULL,

    CONSTRAINT "ListLayout_pkey" PRIMARY KEY ("userId","businessId","workspace","list")
);

CREATE INDEX "ListLayout_businessId_idx" ON "ListLayout"("businessId");

ALTER TABLE "ListLayout" ADD CONSTRAINT "ListLayout_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ListLayout" ADD CONSTRAINT "ListLayout_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The order by due date, and what is due when (lib/inbox/find-items.ts, filter-conditions.ts).
CREATE INDEX "Item_by_due_date" ON "Item" ("businessId", "workspace", "place", (COALESCE("dueOn", DATE '0001-01-01')), "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Item_inbox_by_status_and_due_date" ON "Item" ("businessId", "workspace", "status", (COALESCE("dueOn", DATE '0001-01-01')), "id") WHERE "place" = 'INBOX' AND "deletedAt" IS NULL;
