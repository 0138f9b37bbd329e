-- What the first page looks like: 256 bits, hex (lib/documents/decoding/picture-hash.ts). Null for what arrived before, and for a page with nothing on it.
ALTER TABLE "Document" ADD COLUMN     "pictureHash" TEXT;

-- When something came or changed by which an item is known to be another's twin: it is looked for them since then.
ALTER TABLE "Item" ADD COLUMN     "likenessDueAt" TIMESTAMPTZ(3);

CREATE INDEX "Item_likenessDue_idx" ON "Item"("businessId", "likenessDueAt") WHERE "likenessDueAt" IS NOT NULL;

-- CreateTable
CREATE TABLE "ItemLikeness" (
    "itemId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "ways" TEXT[],
    "foundAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settledAt" TIMESTAMPTZ(3),
    "settledByName" TEXT,

    CONSTRAINT "ItemLikeness_pkey" PRIMARY KEY ("itemId","otherId")
);

-- CreateIndex
CREATE INDEX "ItemLikeness_otherId_idx" ON "ItemLikeness"("otherId");

-- CreateIndex
CREATE INDEX "ItemLikeness_businessId_settledAt_idx" ON "ItemLikeness"("businessId", "settledAt");

-- AddForeignKey
ALTER TABLE "ItemLikeness" ADD CONSTRAINT "ItemLikeness_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ItemLikeness" ADD CONSTRAINT "ItemLikeness_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Each two once.
ALTER TABLE "ItemLikeness" ADD CONSTRAINT "ItemLikeness_is_of_two" CHECK ("otherId" < "itemId");

CREATE FUNCTION item_likeness_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."likenessDueAt" := now();
  RETURN NEW;
END $$;

CREATE TRIGGER item_likeness_of_new BEFORE INSERT ON "Item" FOR EACH ROW EXECUTE FUNCTION item_likeness_due();

CREATE TRIGGER item_likeness_of_changed BEFORE UPDATE ON "Item" FOR EACH ROW
  WHEN ((OLD."contactId", OLD."issuedOn", OLD."total", OLD."reference", OLD."currency", OLD."type", OLD."isBeingRead", OLD."mergedIntoId", OLD."deletedAt")
        IS DISTINCT FROM
        (NEW."contactId", NEW."issuedOn", NEW."total", NEW."reference", NEW."currency", NEW."type", NEW."isBeingRead", NEW."mergedIntoId", NEW."deletedAt"))
  EXECUTE FUNCTION item_likeness_due();

-- Documents' numbers that are near enough to be compared whole: without what is no letter or digit, and without zeros in front.
CREATE FUNCTION item_plain_number(number TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.lower(pg_catalog.normalize(coalesce(number, ''), 'NFKC')), '(^|[^0-9])0+(?=[0-9])', '\1', 'g'), '[^[:alnum:]]', '', 'g')
$$;

CREATE INDEX "Item_plainNumber_idx" ON "Item" ("contactId", item_plain_number("reference")) WHERE "reference" IS NOT NULL AND "contactId" IS NOT NULL;
