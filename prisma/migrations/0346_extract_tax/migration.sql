-- Whether the taxes of documents are entered as they are read; of one contact null goes by the business.
ALTER TABLE "Business" ADD COLUMN     "readsTax" BOOLEAN NOT NULL DEFAULT true;

ALTER TABLE "Contact" ADD COLUMN     "readsTax" BOOLEAN;
