-- An item's text was put together once for each line that was written: two hundred lines cost two hundred times that.
-- At the end of a transaction the first line of an item does it for all; a setting that ends with the transaction says
-- for which item it was done, and whatever is written to lines or payments takes it away.
CREATE OR REPLACE FUNCTION keep_search_of_parts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  item uuid := coalesce(NEW."itemId", OLD."itemId");
BEGIN
  IF current_setting('intray.searched_item', true) = item::text THEN RETURN NULL; END IF;
  UPDATE "Item" i SET "searchText" = t."text", "searchValues" = t."values"
    FROM (SELECT j."id", item_search_text(j) AS "text", item_search_values(j) AS "values"
            FROM "Item" j WHERE j."id" = item) AS t
   WHERE i."id" = t."id" AND (i."searchText", i."searchValues") IS DISTINCT FROM (t."text", t."values");
  PERFORM set_config('intray.searched_item', item::text, true);
  RETURN NULL;
END $$;

CREATE FUNCTION forget_searched_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('intray.searched_item', '', true);
  RETURN NULL;
END $$;
CREATE TRIGGER "LineItem_searched_before" BEFORE INSERT OR UPDATE OR DELETE ON "LineItem"
  FOR EACH STATEMENT EXECUTE FUNCTION forget_searched_item();
CREATE TRIGGER "ItemPayment_searched_before" BEFORE INSERT OR UPDATE OR DELETE ON "ItemPayment"
  FOR EACH STATEMENT EXECUTE FUNCTION forget_searched_item();
