-- What lists of items are ordered and searched by although it stands in other tables: the contact's name, and all texts
-- that a search looks into. Kept on the item by triggers, so that whoever writes need not think of it, with an index
-- each: no page and no search reads a list whole.
ALTER TABLE "Item" ADD COLUMN "contactName" TEXT NOT NULL DEFAULT '', ADD COLUMN "searchText" TEXT NOT NULL DEFAULT '';

-- Texts as they are written, without case, then the sign U+0001 and the contact's name as names are compared: after that
-- sign a name is looked for without its accents and punctuation (lib/inbox/item-search.ts).
CREATE FUNCTION item_search_text("itemId" uuid, "contactId" uuid, "reference" text, "description" text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT lower(concat_ws(E'\n', $3, $4, c."name", f."names")) || E'\n\x01' || coalesce(c."normalisedName", '')
    FROM (SELECT string_agg(d."fileName", E'\n' ORDER BY i."position") AS "names"
            FROM "ItemDocument" i JOIN "Document" d ON d."id" = i."documentId" WHERE i."itemId" = $1) AS f
    LEFT JOIN "Contact" c ON c."id" = $2
$$;

UPDATE "Item" i SET
  "contactName" = coalesce((SELECT c."normalisedName" FROM "Contact" c WHERE c."id" = i."contactId"), ''),
  "searchText" = item_search_text(i."id", i."contactId", i."reference", i."description");

-- The item's own columns.
CREATE FUNCTION keep_item_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."contactName" := coalesce((SELECT c."normalisedName" FROM "Contact" c WHERE c."id" = NEW."contactId"), '');
  NEW."searchText" := item_search_text(NEW."id", NEW."contactId", NEW."reference", NEW."description");
  RETURN NEW;
END $$;
CREATE TRIGGER "Item_search_made" BEFORE INSERT ON "Item" FOR EACH ROW EXECUTE FUNCTION keep_item_search();
CREATE TRIGGER "Item_search_changed" BEFORE UPDATE OF "contactId", "reference", "description" ON "Item" FOR EACH ROW
  WHEN ((OLD."contactId", OLD."reference", OLD."description") IS DISTINCT FROM (NEW."contactId", NEW."reference", NEW."description"))
  EXECUTE FUNCTION keep_item_search();

-- Its documents, which come after it.
CREATE FUNCTION keep_search_of_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Item" i SET "searchText" = item_search_text(i."id", i."contactId", i."reference", i."description")
   WHERE i."id" IN (SELECT "itemId" FROM touched);
  RETURN NULL;
END $$;
CREATE TRIGGER "ItemDocument_search_added" AFTER INSERT ON "ItemDocument" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION keep_search_of_documents();
CREATE TRIGGER "ItemDocument_search_removed" AFTER DELETE ON "ItemDocument" REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION keep_search_of_documents();

-- Contacts under another name. Items are locked in one order, as everywhere, so that nobody waits in a circle.
CREATE FUNCTION keep_search_of_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  renamed uuid[] := ARRAY(SELECT n."id" FROM after n JOIN before o ON o."id" = n."id"
                           WHERE (o."name", o."normalisedName") IS DISTINCT FROM (n."name", n."normalisedName"));
BEGIN
  IF cardinality(renamed) = 0 THEN RETURN NULL; END IF;
  PERFORM FROM "Item" WHERE "contactId" = ANY(renamed) ORDER BY "id" FOR UPDATE;
  UPDATE "Item" i SET "contactName" = c."normalisedName",
         "searchText" = item_search_text(i."id", i."contactId", i."reference", i."description")
    FROM "Contact" c WHERE c."id" = i."contactId" AND i."contactId" = ANY(renamed);
  RETURN NULL;
END $$;
CREATE TRIGGER "Contact_search_changed" AFTER UPDATE ON "Contact" REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION keep_search_of_contacts();

CREATE INDEX "Item_searchText_trgm" ON "Item" USING gin ("searchText" gin_trgm_ops) WHERE "deletedAt" IS NULL;
CREATE INDEX "Item_by_contact_name" ON "Item" ("businessId", "workspace", "place", "contactName", "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Item_inbox_by_status_and_contact_name" ON "Item" ("businessId", "workspace", "status", "contactName", "id") WHERE "place" = 'INBOX' AND "deletedAt" IS NULL;
