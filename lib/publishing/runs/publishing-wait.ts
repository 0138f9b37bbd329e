import { db } from '#lib/db.ts';
import { openStates } from '#lib/domain/publication/publication.ts';
import { isLongWait, type WaitCause, waitCauseOf } from '#lib/domain/publication/wait-cause.ts';
import { ledgerTitle, storedLedger } from '#lib/ledger/ledgers.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** That all publishing of a business waits, as its pages tell it. */
export type PublishingWait = {
  ledgerName: string;
  organisationName: string;
  cause: WaitCause;
  until: string;
  /** Items that wait to be sent, or for what belongs to them. */
  items: number;
};

/** Null while nothing waits, and for a wait that is over within a minute. */
export async function loadPublishingWait({ businessId }: BusinessScope): Promise<PublishingWait | null> {
  const connection = await db.connection.findFirst({
    where: { businessId, status: 'CONNECTED', waitsUntil: { gt: new Date() } },
  });
  if (!connection?.waitsUntil) return null;
  const cause = waitCauseOf(connection.waitsFor);
  if (!isLongWait(cause)) return null;
  const items = await db.publication.count({
    where: { connectionId: connection.id, state: { in: [...openStates] } },
  });
  if (items === 0) return null;
  const { organisationName, waitsUntil } = connection;
  const ledgerName = ledgerTitle(storedLedger(connection));
  return { ledgerName, organisationName, cause, until: waitsUntil.toISOString(), items };
}
