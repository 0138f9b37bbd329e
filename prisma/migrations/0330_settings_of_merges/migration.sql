-- What followed with a merge of contacts beside items and aliases: nothing did before.
ALTER TABLE "ContactMerge" ADD COLUMN "settings" JSONB NOT NULL DEFAULT '{}';
