-- Filters, order and columns of a list under a name: lib/inbox/saved-views.ts.
CREATE TABLE "SavedView" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "workspace" "Workspace" NOT NULL,
    "name" TEXT NOT NULL,
    "place" JSONB NOT NULL,
    "layout" JSONB,
    "userId" UUID NOT NULL,
    "byName" TEXT NOT NULL,
    "isShared" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "SavedView_businessId_workspace_idx" ON "SavedView"("businessId", "workspace");

CREATE INDEX "SavedView_userId_idx" ON "SavedView"("userId");

ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The view that a workspace opens with for a person.
CREATE TABLE "FirstView" (
    "userId" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "workspace" "Workspace" NOT NULL,
    "viewId" UUID NOT NULL,

    CONSTRAINT "FirstView_pkey" PRIMARY KEY ("userId","businessId","workspace")
);

CREATE INDEX "FirstView_viewId_idx" ON "FirstView"("viewId");

ALTER TABLE "FirstView" ADD CONSTRAINT "FirstView_viewId_fkey" FOREIGN KEY ("viewId") REFERENCES "SavedView"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "FirstView" ADD CONSTRAINT "FirstView_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
