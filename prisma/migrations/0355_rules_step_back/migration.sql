-- In what a rule has stepped back, since people kept choosing otherwise, and that somebody changed a value of its which
-- nobody has looked at yet: lib/rules/step-back.ts.
ALTER TABLE "Rule" ADD COLUMN "steppedBack" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "Rule" ADD COLUMN "correctedAt" TIMESTAMPTZ(3);
