-- AlterTable
ALTER TABLE "Mail" ADD COLUMN     "attachments" JSONB,
ADD COLUMN     "replyTo" TEXT;

-- CreateTable
CREATE TABLE "Share" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "byUserId" UUID,
    "byName" TEXT NOT NULL,
    "toAddress" TEXT,
    "message" TEXT NOT NULL,
    "items" JSONB NOT NULL,
    "openedCount" INTEGER NOT NULL DEFAULT 0,
    "openedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Share_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Share_tokenHash_key" ON "Share"("tokenHash");

-- CreateIndex
CREATE INDEX "Share_businessId_createdAt_idx" ON "Share"("businessId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Share_expiresAt_idx" ON "Share"("expiresAt");

-- AddForeignKey
ALTER TABLE "Share" ADD CONSTRAINT "Share_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
