CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "itemId" UUID,
    "count" INTEGER NOT NULL DEFAULT 1,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "toldAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "Notice_businessId_userId_kind_toldAt_idx" ON "Notice"("businessId", "userId", "kind", "toldAt");
CREATE INDEX "Notice_createdAt_idx" ON "Notice"("createdAt");
CREATE INDEX "Notice_userId_idx" ON "Notice"("userId");
CREATE INDEX "Notice_itemId_idx" ON "Notice"("itemId");

ALTER TABLE "Notice" ADD CONSTRAINT "Notice_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the sweep looks for: the few that nobody has been told of.
CREATE INDEX "Notice_untold" ON "Notice"("createdAt") WHERE "toldAt" IS NULL;
