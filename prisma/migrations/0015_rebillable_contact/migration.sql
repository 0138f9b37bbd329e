ALTER TABLE "LineItem" ADD COLUMN "rebillableContactId" UUID;

-- The lines of a customer that another takes the place of.
CREATE INDEX "LineItem_rebillableContactId_idx" ON "LineItem"("rebillableContactId");
