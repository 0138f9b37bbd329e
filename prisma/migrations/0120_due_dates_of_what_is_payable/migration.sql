-- Credit notes and receipts need no due date any more: which of them are ready is looked at by a worker.
UPDATE "Business" SET "reviewDueAt" = now();
