-- What is spent without a receipt or an invoice.
ALTER TYPE "ItemType" ADD VALUE 'EXPENSE';
