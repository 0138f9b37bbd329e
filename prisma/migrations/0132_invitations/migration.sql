ALTER TABLE "Membership" ADD COLUMN "lastSeenAt" TIMESTAMPTZ(3);

CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "role" "Role" NOT NULL,
    "invitedByUserId" UUID NOT NULL,
    "invitedByName" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "mailId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "acceptedByUserId" UUID,
    "withdrawnAt" TIMESTAMPTZ(3),
    "replacedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");
CREATE INDEX "Invitation_businessId_createdAt_idx" ON "Invitation"("businessId", "createdAt");
CREATE INDEX "Invitation_invitedByUserId_createdAt_idx" ON "Invitation"("invitedByUserId", "createdAt");
CREATE INDEX "Invitation_createdAt_idx" ON "Invitation"("createdAt");
CREATE INDEX "Invitation_mailId_idx" ON "Invitation"("mailId");

ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_mailId_fkey" FOREIGN KEY ("mailId") REFERENCES "Mail"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Of what can still be used, or has only expired, an address has one in a business.
CREATE UNIQUE INDEX "Invitation_open" ON "Invitation"("businessId", "email")
  WHERE "acceptedAt" IS NULL AND "withdrawnAt" IS NULL AND "replacedAt" IS NULL;

-- An invitation ends in one way, and whoever ends it by joining is known.
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_end_check" CHECK (num_nonnulls("acceptedAt", "withdrawnAt", "replacedAt") <= 1);
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_accepted_check" CHECK (("acceptedAt" IS NULL) = ("acceptedByUserId" IS NULL));
