import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { startRefresh } from './start-refresh.ts';

const DUE_AFTER_MINUTES = 60;
/** A tick takes a tenth of all connections, so that after a pause they don't all come at once. */
const SPREAD = 10;

/** Starts a refresh of each connection whose last one of all lists is an hour old, the oldest first. Returns how many. */
export async function startDueRefreshes(): Promise<number> {
  const due = await db.$queryRaw<{ id: string; businessId: string }[]>`
    SELECT c."id", c."businessId"
      FROM "Connection" AS c
      LEFT JOIN LATERAL (SELECT "status", "createdAt" FROM "SyncRun" WHERE "connectionId" = c."id" AND "isWhole"
                          ORDER BY "createdAt" DESC LIMIT 1) AS newest ON true
     WHERE c."status" = 'CONNECTED'
       AND (newest."createdAt" IS NULL
            OR (newest."status" NOT IN ('QUEUED', 'RUNNING')
                AND newest."createdAt" < now() - make_interval(mins => ${DUE_AFTER_MINUTES})))
     ORDER BY newest."createdAt" NULLS FIRST
     LIMIT (SELECT ceil(count(*) / ${SPREAD}::numeric) FROM "Connection" WHERE "status" = 'CONNECTED')`;
  let started = 0;
  for (const { id, businessId } of due) {
    const refresh = await startRefresh({ businessId, actor: intray }, id, 'SCHEDULE');
    if (refresh.ok && refresh.value.isNew) started++;
  }
  return started;
}
