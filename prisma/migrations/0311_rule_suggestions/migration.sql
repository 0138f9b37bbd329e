CREATE TYPE "SuggestionOrigin" AS ENUM ('BOOKS', 'PEOPLE');
CREATE TYPE "SuggestionState" AS ENUM ('OPEN', 'ACCEPTED', 'DISMISSED');

CREATE TABLE "RuleSuggestion" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "origin" "SuggestionOrigin" NOT NULL,
    "scope" "RuleScopeKind" NOT NULL,
    "scopeId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "conditions" JSONB NOT NULL,
    "effects" JSONB NOT NULL,
    "support" INTEGER NOT NULL DEFAULT 0,
    "agreeing" INTEGER NOT NULL DEFAULT 0,
    "itemNumbers" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "state" "SuggestionState" NOT NULL DEFAULT 'OPEN',
    "dismissedSupport" INTEGER,
    "foundAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedByName" TEXT,

    CONSTRAINT "RuleSuggestion_pkey" PRIMARY KEY ("id")
);
-- One thing is suggested once, however often it is found.
CREATE UNIQUE INDEX "RuleSuggestion_businessId_subject_key" ON "RuleSuggestion"("businessId", "subject");
CREATE INDEX "RuleSuggestion_businessId_state_idx" ON "RuleSuggestion"("businessId", "state");
ALTER TABLE "RuleSuggestion" ADD CONSTRAINT "RuleSuggestion_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Business" ADD COLUMN "suggestionsSoughtAt" TIMESTAMPTZ(3);
ALTER TABLE "Business" ADD COLUMN "suggestionsSeenAt" TIMESTAMPTZ(3);
