CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "address" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "deviceHash" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "secondFactorAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "Session_userId_createdAt_idx" ON "Session"("userId", "createdAt" DESC);
CREATE INDEX "Session_lastSeenAt_idx" ON "Session"("lastSeenAt");

ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Session" ADD CONSTRAINT "Session_end_check" CHECK (("endedAt" IS NULL) = ("endReason" IS NULL));

-- Tells the pages that are open in it (lib/events/listen.ts), whoever ends it and by whatever way.
CREATE FUNCTION tell_session_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('intray_events', json_build_object('sessionEnded', NEW."id")::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER "Session_ended" AFTER UPDATE OF "endedAt" ON "Session"
  FOR EACH ROW WHEN (OLD."endedAt" IS NULL AND NEW."endedAt" IS NOT NULL)
  EXECUTE FUNCTION tell_session_end();

-- Whoever changes a password, and by whatever way: the sessions made with the old one end, save the one that the
-- transaction names as its own.
CREATE OR REPLACE FUNCTION end_sessions_with_password() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Session" SET "endedAt" = now(), "endReason" = 'passwordChanged'
   WHERE "userId" = NEW."id" AND "endedAt" IS NULL
     AND "id"::text IS DISTINCT FROM current_setting('intray.session', true);
  RETURN NEW;
END
$$;

-- Cookies that name a number in place of a session have ended.
ALTER TABLE "User" DROP COLUMN "sessionVersion";
