import { db } from '#lib/db.ts';

/** Whoever has not listened for longer is told that anything may have changed. */
const KEPT_DAYS = 7;
/** At once; the next sweep goes on. */
const BATCH = 5_000;

/** For the sweep: removes old events, save each business's newest, which quiet pages ask from. Returns how many. */
export function pruneLog(): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "Event" WHERE ("businessId", "number") IN (
      SELECT old."businessId", old."number" FROM "Event" AS old
       WHERE old."at" < now() - make_interval(days => ${KEPT_DAYS})
         AND EXISTS (SELECT FROM "Event" AS newer
                      WHERE newer."businessId" = old."businessId" AND newer."number" > old."number")
       ORDER BY old."at" LIMIT ${BATCH})`;
}
