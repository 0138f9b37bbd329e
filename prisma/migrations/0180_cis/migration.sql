ALTER TABLE "Business" ADD COLUMN "cisAccountId" UUID,
ADD COLUMN "cisMaterialsAccountId" UUID;
ALTER TABLE "Contact" ADD COLUMN "cisRate" DECIMAL(5,2);
