CREATE TABLE "RuleImport" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rules" JSONB NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "RuleImport_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "RuleImport_businessId_at_idx" ON "RuleImport"("businessId", "at");
ALTER TABLE "RuleImport" ADD CONSTRAINT "RuleImport_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
