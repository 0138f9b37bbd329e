ALTER TABLE "Business" ADD COLUMN "checksTaxEvidence" BOOLEAN NOT NULL DEFAULT false;
