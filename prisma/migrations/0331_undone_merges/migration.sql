-- What moved with a merge that was taken back is kept only until it has gone back: until now all of it had.
DELETE FROM "ContactMergeItem" AS i USING "ContactMerge" AS m WHERE m."id" = i."mergeId" AND m."undoneAt" IS NOT NULL;
