-- When the newest whole reading of each list began: a refusal that is older, and that the list does not bear out, is over.
ALTER TABLE "Connection" ADD COLUMN "listsAsOf" JSONB NOT NULL DEFAULT '{}';
-- Readings so far kept only their cursor, which lies five minutes before their beginning.
UPDATE "Connection" AS c SET "listsAsOf" = s."asOf"
  FROM (SELECT "connectionId",
               jsonb_object_agg("list", to_char(("modifiedSince" + interval '5 minutes') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS "asOf"
          FROM "ListState" WHERE "modifiedSince" IS NOT NULL GROUP BY "connectionId") AS s
 WHERE s."connectionId" = c."id";

-- Reasons of a refusal get the instant of it; what each was judged against is taken from the item when it is looked at.
UPDATE "Item" AS i
   SET "refusal" = jsonb_build_object('version', 2, 'reasons', (
         SELECT jsonb_agg(r || jsonb_build_object('isByRules', false, 'lineId', NULL, 'was', NULL, 'at', (
                  SELECT to_char(max(p."completedAt") AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                    FROM "Publication" AS p WHERE p."itemId" = i."id" AND p."state" = 'REJECTED')))
           FROM jsonb_array_elements(CASE jsonb_typeof(i."refusal") WHEN 'array' THEN i."refusal" ELSE i."refusal" -> 'reasons' END) AS r))
 WHERE (jsonb_typeof("refusal") = 'array' AND jsonb_array_length("refusal") > 0)
    OR ("refusal" ->> 'version' = '1' AND jsonb_array_length("refusal" -> 'reasons') > 0);

UPDATE "Business" SET "reviewDueAt" = now();
