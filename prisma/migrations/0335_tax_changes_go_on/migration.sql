-- What new tax settings code anew is gone on with by a worker, should it end before it is through.
ALTER TABLE "TaxChange" ADD COLUMN     "former" JSONB,
ADD COLUMN     "movedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
