CREATE TYPE "LanguageModelKind" AS ENUM ('OPENAI', 'ANTHROPIC');

CREATE TABLE "LanguageModel" (
    "businessId" UUID NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT false,
    "kind" "LanguageModelKind" NOT NULL,
    "address" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "sealedKey" TEXT,
    "inputPrice" DECIMAL(12,4),
    "outputPrice" DECIMAL(12,4),
    "monthlyLimit" INTEGER NOT NULL DEFAULT 500,
    "problem" TEXT,
    "problemAt" TIMESTAMPTZ(3),

    CONSTRAINT "LanguageModel_pkey" PRIMARY KEY ("businessId")
);
ALTER TABLE "LanguageModel" ADD CONSTRAINT "LanguageModel_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "LanguageModelUse" (
    "businessId" UUID NOT NULL,
    "month" DATE NOT NULL,
    "asked" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "inputTokens" BIGINT NOT NULL DEFAULT 0,
    "outputTokens" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "LanguageModelUse_pkey" PRIMARY KEY ("businessId", "month")
);
ALTER TABLE "LanguageModelUse" ADD CONSTRAINT "LanguageModelUse_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
