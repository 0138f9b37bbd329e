-- What a payment kept from being changed is told until that payment is gone.
ALTER TABLE "Publication" ADD COLUMN "takenBackAt" TIMESTAMPTZ(3);
