ALTER TYPE "MailState" ADD VALUE 'BOUNCED';

CREATE TABLE "BounceMailbox" (
    "id" TEXT NOT NULL,
    "uidValidity" BIGINT NOT NULL,
    "lastUid" BIGINT NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "problem" TEXT,
    "problemSince" TIMESTAMPTZ(3),

    CONSTRAINT "BounceMailbox_pkey" PRIMARY KEY ("id")
);
