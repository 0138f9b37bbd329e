import { db } from '#lib/db.ts';
import { enqueue } from '#lib/queue/enqueue.ts';

/** Of each kind that is published, one call so often: some 100 of an organisation's calls a day. */
export const POLL_MINUTES = 15;
/** Where the ledger has told of something by itself within a day. */
export const TOLD_POLL_MINUTES = 60;
const MAX_CONNECTIONS = 500;

/**
 * Wakes the following of documents where something is published that can still change: for connections that were asked
 * about, and for those whose books nobody has looked at for a while, the longest first. Returns how many.
 */
export async function startDuePolls(): Promise<number> {
  const due = await db.$queryRaw<{ id: string }[]>`
    SELECT c."id"
      FROM "Connection" AS c
      LEFT JOIN "DocumentWatch" AS w ON w."connectionId" = c."id"
     WHERE c."status" = 'CONNECTED'
       AND (w."leaseUntil" IS NULL OR w."leaseUntil" < now())
       AND (w."polledAt" IS NULL OR w."askedAt" IS NOT NULL
            OR w."polledAt" < now() - make_interval(mins => CASE
                WHEN w."toldAt" > now() - interval '1 day' THEN ${TOLD_POLL_MINUTES}::int ELSE ${POLL_MINUTES}::int END))
       AND EXISTS (SELECT FROM "Publication" AS p
                    WHERE p."connectionId" = c."id" AND p."state" IN ('POSTED', 'COMPLETE') AND p."lookAt" IS NOT NULL)
     ORDER BY w."askedAt" NULLS LAST, w."polledAt" NULLS FIRST
     LIMIT ${MAX_CONNECTIONS}`;
  for (const { id } of due) await enqueue('follow-documents', { connectionId: id });
  return due.length;
}
