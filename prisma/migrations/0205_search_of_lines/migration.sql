-- What an item is searched by holds the descriptions of its lines too.
CREATE OR REPLACE FUNCTION item_search_text("itemId" uuid, "contactId" uuid, "reference" text, "description" text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT lower(concat_ws(E'\n', $3, $4, l."texts", c."name", f."names")) || E'\n\x01' || coalesce(c."normalisedName", '')
    FROM (SELECT string_agg(d."fileName", E'\n' ORDER BY i."position") AS "names"
            FROM "ItemDocument" i JOIN "Document" d ON d."id" = i."documentId" WHERE i."itemId" = $1) AS f
    CROSS JOIN (SELECT string_agg(nullif("description", ''), E'\n' ORDER BY "position", "id") AS "texts"
                  FROM "LineItem" WHERE "itemId" = $1) AS l
    LEFT JOIN "Contact" c ON c."id" = $2
$$;

-- Lines are written one by one: the item is written once, when all of them are.
CREATE FUNCTION keep_search_of_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Item" i SET "searchText" = t."text"
    FROM (SELECT j."id", item_search_text(j."id", j."contactId", j."reference", j."description") AS "text"
            FROM "Item" j WHERE j."id" = coalesce(NEW."itemId", OLD."itemId")) AS t
   WHERE i."id" = t."id" AND i."searchText" IS DISTINCT FROM t."text";
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "LineItem_search_changed" AFTER INSERT OR UPDATE OF "description" OR DELETE ON "LineItem"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_search_of_lines();

UPDATE "Item" i SET "searchText" = item_search_text(i."id", i."contactId", i."reference", i."description")
 WHERE i."id" IN (SELECT "itemId" FROM "LineItem" WHERE coalesce("description", '') <> '');
