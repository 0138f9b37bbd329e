import { db } from '#lib/db.ts';

export const KEPT_DAYS = 30;
/** At once; the next sweep goes on. */
const BATCH = 1_000;

/** For the sweep: forgets old mails with their links, save those still under way. Returns how many. */
export function pruneMails(): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "Mail" WHERE "id" IN (
      SELECT "id" FROM "Mail"
       WHERE "createdAt" < now() - make_interval(days => ${KEPT_DAYS}) AND "state" NOT IN ('WAITING', 'SENDING')
       ORDER BY "createdAt" LIMIT ${BATCH})`;
}
