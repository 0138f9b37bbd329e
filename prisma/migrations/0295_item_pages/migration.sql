-- The pages of its document that an item shows, in their order: [{ "page": 1, "turn": 0 }]. Null is all as they came.
ALTER TABLE "ItemDocument" ADD COLUMN     "pages" JSONB;

ALTER TABLE "ItemDocument" ADD CONSTRAINT "ItemDocument_pages_are_some"
  CHECK ("pages" IS NULL OR (jsonb_typeof("pages") = 'array' AND jsonb_array_length("pages") > 0));
