CREATE TYPE "RuleScopeKind" AS ENUM ('MEMBER', 'PAYMENT_METHOD', 'SUPPLIER', 'CUSTOMER', 'BUSINESS');

CREATE TABLE "Rule" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "scope" "RuleScopeKind" NOT NULL,
    "scopeId" UUID,
    "name" TEXT,
    "conditions" JSONB NOT NULL,
    "effects" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT true,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedByName" TEXT NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Rule_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Rule_businessId_scope_scopeId_idx" ON "Rule"("businessId", "scope", "scopeId");
ALTER TABLE "Rule" ADD CONSTRAINT "Rule_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Rule" ADD CONSTRAINT "Rule_scope_check" CHECK (("scope" = 'BUSINESS') = ("scopeId" IS NULL));

ALTER TABLE "Item" ADD COLUMN "rulesDueAt" TIMESTAMPTZ(3);
-- Those of which rules are to be asked: few at any time.
CREATE INDEX "Item_rulesDue_idx" ON "Item"("businessId", "rulesDueAt") WHERE "rulesDueAt" IS NOT NULL;

ALTER TABLE "BulkEditItem" ADD COLUMN "steps" JSONB;

-- What a rule has set, and what people have changed of it since: its hits and corrections.
CREATE INDEX "ItemEvent_rule_idx" ON "ItemEvent"("actorId", "itemId") WHERE "actorKind" = 'RULE';
CREATE INDEX "ItemEvent_ruleCorrected_idx" ON "ItemEvent"(("detail" -> 'was' -> 'source' ->> 'id'))
    WHERE "actorKind" = 'PERSON' AND "detail" -> 'was' -> 'source' ->> 'by' = 'rule';
