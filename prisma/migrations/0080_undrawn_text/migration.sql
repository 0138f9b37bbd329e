-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "undrawnTextPages" INTEGER[] DEFAULT ARRAY[]::INTEGER[];
