-- Where each value comes from, and whether a person decided it: lib/domain/coding/provenance.ts.
ALTER TABLE "Item" ADD COLUMN "provenance" JSONB;
ALTER TABLE "LineItem" ADD COLUMN "provenance" JSONB;

-- What history can tell of the values that there are: one that a person was the last to set is theirs. What followed
-- from an edit was calculated, and a contact that was merged at the ledger is still the one that the person chose.
WITH newest AS (
  SELECT DISTINCT ON ("itemId", "field") *
    FROM "ItemEvent"
   WHERE "kind" = 'changed' AND "field" IS NOT NULL AND "actorKind" NOT IN ('SYNC', 'SYSTEM')
   ORDER BY "itemId", "field", "at" DESC, "id" DESC
), decided AS (
  SELECT "itemId", jsonb_object_agg("field", jsonb_strip_nulls(jsonb_build_object(
           'by', 'person', 'id', "actorId", 'name', "actorName", 'isLocked', true,
           'at', to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))) AS fields
    FROM newest
   WHERE "actorKind" = 'PERSON' AND "detail" ->> 'because' IS NULL
   GROUP BY "itemId"
)
UPDATE "Item" SET "provenance" = jsonb_build_object('v', 1, 'fields', decided.fields)
  FROM decided WHERE "Item"."id" = decided."itemId";

-- Until now only people made lines: whoever was the last to change them answers for what is in them.
UPDATE "LineItem" AS l
   SET "provenance" = jsonb_build_object('v', 1, 'fields', (
         SELECT coalesce(jsonb_object_agg(value.key, i."provenance" -> 'fields' -> 'lines'), '{}')
           FROM jsonb_each(to_jsonb(l)) AS value
          WHERE jsonb_typeof(value.value) <> 'null'
            AND value.key IN ('description', 'quantity', 'unitAmount', 'accountId', 'taxRateId', 'taxAmount', 'total',
                              'tracking1OptionId', 'tracking2OptionId')))
  FROM "Item" AS i
 WHERE i."id" = l."itemId" AND i."provenance" -> 'fields' ? 'lines';
