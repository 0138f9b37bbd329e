-- The mail about a changed role waits as long as the change can be undone, and is taken back with it.
ALTER TABLE "Membership" ADD COLUMN "roleMailId" UUID,
ADD COLUMN "toldRole" "Role";

CREATE INDEX "Membership_roleMailId_idx" ON "Membership"("roleMailId");

ALTER TABLE "Membership" ADD CONSTRAINT "Membership_roleMailId_fkey" FOREIGN KEY ("roleMailId") REFERENCES "Mail"("id") ON DELETE SET NULL ON UPDATE CASCADE;
