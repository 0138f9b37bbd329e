-- Sales begin as the business has it for them; until somebody says otherwise, as it had it for all.
ALTER TABLE "Business" ADD COLUMN "salesPublishTo" "PublishTo" NOT NULL DEFAULT 'DOCUMENT',
  ADD COLUMN "salesPublishAs" "PublishAs" NOT NULL DEFAULT 'AUTHORISED';
UPDATE "Business" SET "salesPublishTo" = "publishTo", "salesPublishAs" = "publishAs";
