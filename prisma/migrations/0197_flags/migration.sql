-- Marks that a business gives items, under names of its own.
CREATE TABLE "Flag" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "colour" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Flag_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "Flag_businessId_idx" ON "Flag"("businessId");
CREATE UNIQUE INDEX "Flag_name_key" ON "Flag"("businessId", lower("name")) WHERE "archivedAt" IS NULL;

ALTER TABLE "Flag" ADD CONSTRAINT "Flag_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Item" ADD COLUMN "flagId" UUID;
ALTER TABLE "Item" ADD CONSTRAINT "Item_flagId_fkey" FOREIGN KEY ("flagId") REFERENCES "Flag"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
-- Few items have one: those of a flag are found by it, and sorted.
CREATE INDEX "Item_flagged" ON "Item"("businessId", "flagId") WHERE "flagId" IS NOT NULL AND "deletedAt" IS NULL;

-- Whoever begins has one to flag with, and calls it what they like.
CREATE FUNCTION make_first_flag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Flag" ("id", "businessId", "name", "colour") VALUES (gen_random_uuid(), NEW."id", 'Flagged', 'orange');
  RETURN NULL;
END $$;
CREATE TRIGGER "Business_first_flag" AFTER INSERT ON "Business" FOR EACH ROW EXECUTE FUNCTION make_first_flag();
INSERT INTO "Flag" ("id", "businessId", "name", "colour") SELECT gen_random_uuid(), "id", 'Flagged', 'orange' FROM "Business";
