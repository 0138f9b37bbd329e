-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "uncheckedTextPages" INTEGER[] DEFAULT ARRAY[]::INTEGER[];
