CREATE TYPE "AutoCategorise" AS ENUM ('ALWAYS', 'RULES', 'NEVER');
ALTER TABLE "Business" ADD COLUMN "autoCategorise" "AutoCategorise" NOT NULL DEFAULT 'ALWAYS';
