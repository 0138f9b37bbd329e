-- A text as it is searched, without case and accents: lib/domain/fold-text.ts has the same. Most texts are plain.
CREATE FUNCTION fold_text(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length($1) = char_length($1) THEN lower($1) ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(
      translate(lower(regexp_replace(normalize($1, NFKD), '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '', 'g')),
        'øØđĐðÐłŁıς', 'ooddddlliσ'),
      'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th') END
$$;

-- What of an item is found whole: the amounts that it shows, as they stand in lists, its dates and its currency.
ALTER TABLE "Item" ADD COLUMN "searchValues" TEXT[] NOT NULL DEFAULT '{}';

CREATE FUNCTION item_search_values(i "Item") RETURNS text[] LANGUAGE sql STABLE AS $$
  WITH line AS (SELECT * FROM "LineItem" WHERE "itemId" = i."id"),
    payment AS (SELECT * FROM "ItemPayment" WHERE "itemId" = i."id"),
    tax AS (SELECT coalesce((SELECT sum("taxAmount") FROM line), i."taxAmount") AS "amount"),
    amounts AS (
      SELECT unnest(ARRAY[i."total", i."total" - coalesce("amount", 0), "amount", i."secondTaxAmount"]) AS "amount" FROM tax
      UNION ALL
      SELECT unnest(ARRAY["total", "total" - coalesce("taxAmount", 0), "taxAmount", "secondTaxAmount", "unitAmount"]) FROM line
      UNION ALL
      SELECT "amount" FROM payment)
  SELECT coalesce(array_agg(DISTINCT "value"), '{}') FROM (
    SELECT trim_scale(CASE WHEN i."type" = 'CREDIT_NOTE' THEN -abs("amount") ELSE "amount" END)::text AS "value" FROM amounts
    UNION ALL SELECT unnest(ARRAY[i."issuedOn"::text, i."dueOn"::text, i."currency"])
    UNION ALL SELECT "paidOn"::text FROM payment) AS all_values
   WHERE "value" IS NOT NULL
$$;

-- All texts of it, with what it is set against and who added it.
CREATE FUNCTION item_search_text(i "Item") RETURNS text LANGUAGE sql STABLE AS $$
  SELECT fold_text(concat_ws(E'\n', i."reference", i."description", l."texts", c."name", f."names", i."creditFor", i."submittedByName"))
      || E'\n\x01' || coalesce(c."normalisedName", '')
    FROM (SELECT string_agg(d."fileName", E'\n' ORDER BY p."position") AS "names"
            FROM "ItemDocument" p JOIN "Document" d ON d."id" = p."documentId" WHERE p."itemId" = i."id") AS f
    CROSS JOIN (SELECT string_agg(nullif("description", ''), E'\n' ORDER BY "position", "id") AS "texts"
                  FROM "LineItem" WHERE "itemId" = i."id") AS l
    LEFT JOIN "Contact" c ON c."id" = i."contactId"
$$;

CREATE OR REPLACE FUNCTION keep_item_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."contactName" := coalesce((SELECT c."normalisedName" FROM "Contact" c WHERE c."id" = NEW."contactId"), '');
  NEW."searchText" := item_search_text(NEW);
  NEW."searchValues" := item_search_values(NEW);
  RETURN NEW;
END $$;
DROP TRIGGER "Item_search_changed" ON "Item";
CREATE TRIGGER "Item_search_changed" BEFORE UPDATE OF "contactId", "reference", "description", "creditFor", "submittedByName",
    "type", "issuedOn", "dueOn", "currency", "total", "taxAmount", "secondTaxAmount" ON "Item" FOR EACH ROW
  WHEN ((OLD."contactId", OLD."reference", OLD."description", OLD."creditFor", OLD."submittedByName", OLD."type", OLD."issuedOn",
         OLD."dueOn", OLD."currency", OLD."total", OLD."taxAmount", OLD."secondTaxAmount")
    IS DISTINCT FROM (NEW."contactId", NEW."reference", NEW."description", NEW."creditFor", NEW."submittedByName", NEW."type",
         NEW."issuedOn", NEW."dueOn", NEW."currency", NEW."total", NEW."taxAmount", NEW."secondTaxAmount"))
  EXECUTE FUNCTION keep_item_search();

CREATE OR REPLACE FUNCTION keep_search_of_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Item" i SET "searchText" = item_search_text(i) WHERE i."id" IN (SELECT "itemId" FROM touched);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION keep_search_of_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  renamed uuid[] := ARRAY(SELECT n."id" FROM after n JOIN before o ON o."id" = n."id"
                           WHERE (o."name", o."normalisedName") IS DISTINCT FROM (n."name", n."normalisedName"));
BEGIN
  IF cardinality(renamed) = 0 THEN RETURN NULL; END IF;
  PERFORM FROM "Item" WHERE "contactId" = ANY(renamed) ORDER BY "id" FOR UPDATE;
  UPDATE "Item" i SET "contactName" = c."normalisedName", "searchText" = item_search_text(i)
    FROM "Contact" c WHERE c."id" = i."contactId" AND i."contactId" = ANY(renamed);
  RETURN NULL;
END $$;

-- Lines and payments are written one by one: the item is written once, when all of them are.
DROP TRIGGER "LineItem_search_changed" ON "LineItem";
DROP FUNCTION keep_search_of_lines();
CREATE FUNCTION keep_search_of_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Item" i SET "searchText" = t."text", "searchValues" = t."values"
    FROM (SELECT j."id", item_search_text(j) AS "text", item_search_values(j) AS "values"
            FROM "Item" j WHERE j."id" = coalesce(NEW."itemId", OLD."itemId")) AS t
   WHERE i."id" = t."id" AND (i."searchText", i."searchValues") IS DISTINCT FROM (t."text", t."values");
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "LineItem_search_changed"
  AFTER INSERT OR UPDATE OF "description", "total", "taxAmount", "secondTaxAmount", "unitAmount" OR DELETE ON "LineItem"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_search_of_parts();
CREATE CONSTRAINT TRIGGER "ItemPayment_search_changed" AFTER INSERT OR UPDATE OF "amount", "paidOn" OR DELETE ON "ItemPayment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_search_of_parts();
DROP FUNCTION item_search_text(uuid, uuid, text, text);

-- Written row by row, the index would take most of the time.
DROP INDEX "Item_searchText_trgm";
UPDATE "Item" i SET "searchText" = item_search_text(i), "searchValues" = item_search_values(i);
CREATE INDEX "Item_searchText_trgm" ON "Item" USING gin ("searchText" gin_trgm_ops) WHERE "deletedAt" IS NULL;

CREATE INDEX "Item_searchValues" ON "Item" USING gin ("searchValues") WHERE "deletedAt" IS NULL;
-- Names that a search finds items by, of lists that may be long.
CREATE INDEX "Account_name_trgm" ON "Account" USING gin (fold_text("name") gin_trgm_ops);
CREATE INDEX "Product_text_trgm" ON "Product" USING gin (fold_text("code" || ' ' || coalesce("name", '')) gin_trgm_ops);
CREATE INDEX "TrackingOption_name_trgm" ON "TrackingOption" USING gin (fold_text("name") gin_trgm_ops);
