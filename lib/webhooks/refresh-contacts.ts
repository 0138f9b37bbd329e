import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';

const AT_MOST_EVERY_SECONDS = 60;
const MAX_CONNECTIONS = 200;

/** Reads the contacts that were changed, now or, when that was done for a webhook less than a minute ago, soon. */
export async function refreshContacts(connectionId: string): Promise<boolean> {
  const [claimed] = await db.$queryRaw<{ businessId: string }[]>`
    UPDATE "DocumentWatch" AS w SET "contactsAt" = now(), "contactsWanted" = false
      FROM "Connection" AS c
     WHERE c."id" = w."connectionId" AND w."connectionId" = ${connectionId}::uuid AND w."contactsWanted"
       AND (w."contactsAt" IS NULL OR w."contactsAt" < now() - make_interval(secs => ${AT_MOST_EVERY_SECONDS}))
    RETURNING c."businessId"`;
  if (!claimed) return false;
  const { businessId } = claimed;
  const started = await startRefresh({ businessId, actor: intray }, connectionId, 'SCHEDULE', ['CONTACTS']);
  return started.ok;
}

/** The same for those whose turn has come. Returns how many. */
export async function refreshWantedContacts(): Promise<number> {
  const wanted = await db.documentWatch.findMany({
    where: { contactsWanted: true, connection: { status: 'CONNECTED' } },
    select: { connectionId: true },
    take: MAX_CONNECTIONS,
  });
  let started = 0;
  for (const { connectionId } of wanted) if (await refreshContacts(connectionId)) started++;
  return started;
}
