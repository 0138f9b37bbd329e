ALTER TABLE "LineItem" ADD COLUMN "secondTaxAmount" DECIMAL(19,4);
