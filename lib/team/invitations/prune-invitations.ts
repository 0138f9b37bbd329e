import { db } from '#lib/db.ts';

/** Long enough for whoever opens an old link to be told what became of it. */
const KEPT_DAYS = 90;
/** At once; the next sweep goes on. */
const BATCH = 1_000;

/** For the sweep: forgets old invitations, used or not. Returns how many. */
export function pruneInvitations(): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "Invitation" WHERE "id" IN (
      SELECT "id" FROM "Invitation" WHERE "createdAt" < now() - make_interval(days => ${KEPT_DAYS}) LIMIT ${BATCH})`;
}
