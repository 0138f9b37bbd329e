-- Items whose document is being read. A value of its own migration: none is used in the transaction that adds it.
ALTER TYPE "ItemStatus" ADD VALUE 'PROCESSING' BEFORE 'TO_REVIEW';
