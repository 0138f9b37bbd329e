import { db } from '#lib/db.ts';
import { enqueue } from '#lib/queue/enqueue.ts';

/** Of each kind one call so often, and only where something waits to be published: some 70 of a day's calls. */
const READ_MINUTES = 60;
/** A reading that broke off, or failed, is gone on with after so long. */
const TRY_MINUTES = 10;
const MAX_CONNECTIONS = 200;

/** Wakes the reading of books whose mirror is old, where there are items that they may have. Returns how many. */
export async function startDueMirrors(): Promise<number> {
  const due = await db.$queryRaw<{ id: string }[]>`
    SELECT c."id"
      FROM "Connection" AS c
      JOIN "Business" AS b ON b."id" = c."businessId" AND b."booksDuplicates" <> 'OFF' AND b."closedAt" IS NULL
      LEFT JOIN "BookMirror" AS m ON m."connectionId" = c."id"
     WHERE c."status" = 'CONNECTED' AND NOT c."isOwn"
       AND (m."triedAt" IS NULL OR m."triedAt" < now() - make_interval(mins => ${TRY_MINUTES}::int))
       AND (m."readAt" IS NULL OR m."readAt" < now() - make_interval(mins => ${READ_MINUTES}::int))
       AND EXISTS (SELECT FROM "Item" AS i
                    WHERE i."businessId" = b."id" AND i."place" = 'INBOX' AND i."deletedAt" IS NULL
                      AND i."status" IN ('TO_REVIEW', 'READY', 'REFUSED') AND i."contactId" IS NOT NULL)
     ORDER BY m."readAt" NULLS FIRST LIMIT ${MAX_CONNECTIONS}`;
  for (const { id } of due) await enqueue('mirror-books', { connectionId: id });
  return due.length;
}
