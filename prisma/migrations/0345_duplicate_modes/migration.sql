-- What becomes of two items that are surely one purchase: somebody is asked, or the later is put into the earlier by itself.
CREATE TYPE "DuplicateMode" AS ENUM ('REVIEW', 'AUTOMATIC');

-- Of all suppliers and customers; since when, as what arrived before stays for people to decide.
ALTER TABLE "Business" ADD COLUMN     "duplicateMode" "DuplicateMode" NOT NULL DEFAULT 'REVIEW',
ADD COLUMN     "duplicateModeAt" TIMESTAMPTZ(3);

-- Of one; null goes by the business.
ALTER TABLE "Contact" ADD COLUMN     "duplicateMode" "DuplicateMode",
ADD COLUMN     "duplicateModeAt" TIMESTAMPTZ(3);

-- It was put into another by that setting, and nobody has looked at it since.
ALTER TABLE "Item" ADD COLUMN     "isAutoMerged" BOOLEAN NOT NULL DEFAULT false;

CREATE INDEX "Item_autoMerged_idx" ON "Item"("businessId", "mergedIntoId") WHERE "isAutoMerged";

-- What its first page looks like is not known yet: all that arrived before that was kept.
ALTER TABLE "Document" ADD COLUMN     "isHashDue" BOOLEAN NOT NULL DEFAULT false;

UPDATE "Document" SET "isHashDue" = true WHERE "pictureHash" IS NULL;

CREATE INDEX "Document_hashDue_idx" ON "Document"("id") WHERE "isHashDue";
