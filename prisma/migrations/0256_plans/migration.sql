-- Some plans approve few documents a month: which one an organisation has is told before it is met.
ALTER TABLE "Connection" ADD COLUMN "plan" TEXT;
