-- AlterTable
ALTER TABLE "Business" ADD COLUMN     "lastClaimNumber" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Owner" ADD COLUMN     "claimContactId" UUID;

-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "billOfId" UUID,
ADD COLUMN     "claimId" UUID,
ADD COLUMN     "claimedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Claim" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "claimantId" UUID NOT NULL,
    "contactId" UUID,
    "endsOn" DATE NOT NULL,
    "dueOn" DATE,
    "description" TEXT NOT NULL DEFAULT '',
    "publishTo" "PublishTo" NOT NULL DEFAULT 'DOCUMENT',
    "publishAs" "PublishAs" NOT NULL DEFAULT 'AUTHORISED',
    "paymentMethodId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdByName" TEXT NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClaimFile" (
    "claimId" UUID NOT NULL,
    "state" "ExportState" NOT NULL DEFAULT 'RUNNING',
    "madeOf" TEXT NOT NULL,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "movedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claim" UUID,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "publishById" UUID,
    "publishProblem" TEXT,

    CONSTRAINT "ClaimFile_pkey" PRIMARY KEY ("claimId")
);

-- CreateTable
CREATE TABLE "ClaimEvent" (
    "id" UUID NOT NULL,
    "claimId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ClaimEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Claim_businessId_endsOn_number_idx" ON "Claim"("businessId", "endsOn" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "Claim_claimantId_idx" ON "Claim"("claimantId");

-- CreateIndex
CREATE INDEX "Claim_contactId_idx" ON "Claim"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "Claim_businessId_number_key" ON "Claim"("businessId", "number");

-- CreateIndex
CREATE INDEX "ClaimEvent_claimId_at_idx" ON "ClaimEvent"("claimId", "at");

-- CreateIndex
CREATE INDEX "Owner_claimContactId_idx" ON "Owner"("claimContactId");

-- CreateIndex
CREATE INDEX "Item_claimId_idx" ON "Item"("claimId");

-- CreateIndex
CREATE INDEX "Item_billOfId_idx" ON "Item"("billOfId");

-- AddForeignKey
ALTER TABLE "Owner" ADD CONSTRAINT "Owner_claimContactId_fkey" FOREIGN KEY ("claimContactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "Claim"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_billOfId_fkey" FOREIGN KEY ("billOfId") REFERENCES "Claim"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_claimantId_fkey" FOREIGN KEY ("claimantId") REFERENCES "Owner"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClaimFile" ADD CONSTRAINT "ClaimFile_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "Claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClaimEvent" ADD CONSTRAINT "ClaimEvent_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "Claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is in a claim is archived with it and gone from nowhere else; the bill of a claim is in no list, and in no claim.
ALTER TABLE "Item" ADD CONSTRAINT "Item_claim_check"
  CHECK ("claimId" IS NULL OR ("place" = 'ARCHIVE' AND "deletedAt" IS NULL AND "billOfId" IS NULL));
ALTER TABLE "Item" ADD CONSTRAINT "Item_bill_of_claim_check" CHECK (("billOfId" IS NULL) = ("place" <> 'CLAIM'));

-- One bill of a claim in each currency, whoever asks for it at the same time.
CREATE UNIQUE INDEX "Item_bill_of_claim" ON "Item" ("billOfId", "currency") WHERE "billOfId" IS NOT NULL;

-- Files under way: those whose worker died are gone on with.
CREATE INDEX "ClaimFile_under_way" ON "ClaimFile" ("movedAt") WHERE "state" = 'RUNNING';
