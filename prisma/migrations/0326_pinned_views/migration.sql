-- The views that a person has among the tabs of a workspace.
CREATE TABLE "PinnedView" (
    "userId" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "viewId" UUID NOT NULL,
    "pinnedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PinnedView_pkey" PRIMARY KEY ("userId","viewId")
);

CREATE INDEX "PinnedView_viewId_idx" ON "PinnedView"("viewId");

ALTER TABLE "PinnedView" ADD CONSTRAINT "PinnedView_viewId_fkey" FOREIGN KEY ("viewId") REFERENCES "SavedView"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "PinnedView" ADD CONSTRAINT "PinnedView_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
