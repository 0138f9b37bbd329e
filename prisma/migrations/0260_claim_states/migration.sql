-- New values are used by the next migration, which has to be another transaction.
-- AlterEnum
ALTER TYPE "ItemPlace" ADD VALUE 'CLAIM';

-- AlterEnum
ALTER TYPE "ItemStatus" ADD VALUE 'IN_CLAIM' BEFORE 'ARCHIVED';
