-- What a new item begins with, and when it is due: lib/publishing/settings, lib/domain/coding/due-days.ts.
ALTER TABLE "Business" ADD COLUMN "publishTo" "PublishTo" NOT NULL DEFAULT 'DOCUMENT',
                       ADD COLUMN "publishAs" "PublishAs" NOT NULL DEFAULT 'AUTHORISED',
                       ADD COLUMN "dueDays" INTEGER,
                       ADD CONSTRAINT "Business_dueDays_check" CHECK ("dueDays" BETWEEN 0 AND 365);
ALTER TABLE "Contact" ADD COLUMN "dueDays" INTEGER,
                      ADD CONSTRAINT "Contact_dueDays_check" CHECK ("dueDays" BETWEEN 0 AND 365);
