-- CreateEnum
CREATE TYPE "ClaimPeriod" AS ENUM ('WEEKLY', 'MONTHLY');

-- CreateTable
CREATE TABLE "ClaimSchedule" (
    "ownerId" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "every" "ClaimPeriod" NOT NULL,
    "endDay" INTEGER NOT NULL,
    "endsOn" DATE NOT NULL,
    "setByName" TEXT NOT NULL,

    CONSTRAINT "ClaimSchedule_pkey" PRIMARY KEY ("ownerId")
);

-- CreateIndex
CREATE INDEX "ClaimSchedule_businessId_idx" ON "ClaimSchedule"("businessId");

-- CreateIndex
CREATE INDEX "ClaimSchedule_endsOn_idx" ON "ClaimSchedule"("endsOn");

-- AddForeignKey
ALTER TABLE "ClaimSchedule" ADD CONSTRAINT "ClaimSchedule_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClaimSchedule" ADD CONSTRAINT "ClaimSchedule_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Owner"("id") ON DELETE CASCADE ON UPDATE CASCADE;
