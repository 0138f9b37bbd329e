import { accessToken } from '#lib/connections/access-token.ts';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { authorityOf, ledgerTitle, storedLedger } from '#lib/ledger/ledgers.ts';
import { requestReview, wakeReview } from '#lib/lists/request-review.ts';
import { log } from '#lib/log.ts';
import { cancelPublication } from '#lib/publishing/cancel-publication.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Connection } from '#prisma/generated/client.ts';

/**
 * Ends a connection here and at the ledger, where only this one link is deleted: the consent may serve other
 * businesses. Items, codings and lists stay; what was queued returns to the inbox. When the ledger can't be asked
 * because the authorisation is lost, the connection ends here, and `isEndedAtLedger` is false.
 */
export async function disconnect(
  scope: BusinessScope,
  connectionId: string,
): Promise<Result<{ isEndedAtLedger: boolean }>> {
  const { businessId } = scope;
  const connection = await liveConnection(db, businessId);
  if (connection?.id !== connectionId)
    return failure('connectionMissing', 'This connection has ended already. Reload the page.');

  const ended = await endAtLedger(connection);
  if (!ended.ok) return ended;
  await db.$transaction((transaction) => endHere(transaction, scope, connectionId));
  await afterEnd(scope, connectionId);
  return ended;
}

/** The first part: nothing here has changed after it, and it may be done again. */
export async function endAtLedger(connection: Connection): Promise<Result<{ isEndedAtLedger: boolean }>> {
  const problem = await unlink(connection);
  if (problem && problem.kind !== 'authorisationLost') {
    return failure(
      'unavailable',
      `${ledgerTitle(storedLedger(connection))} could not be asked to end the connection, so it is still there and nothing was changed. Try again in a few minutes.`,
    );
  }
  return ok({ isEndedAtLedger: problem === null });
}

/** The second, in the transaction of whatever else ends with it. */
export async function endHere(transaction: Db, scope: BusinessScope, connectionId: string): Promise<void> {
  const { businessId, origin } = scope;
  const now = new Date();
  await transaction.connection.update({
    where: { id: connectionId },
    data: {
      status: 'DISCONNECTED',
      statusReason: 'disconnectedHere',
      statusChangedAt: now,
      disconnectedAt: now,
      ledgerConnectionId: null,
      grantId: null,
    },
  });
  await requestReview(transaction, businessId);
  await announce(transaction, { businessId, topic: 'connection', id: connectionId, origin });
}

/** The last, once that is committed: what was queued returns to its items. */
export async function afterEnd(scope: BusinessScope, connectionId: string): Promise<void> {
  const { businessId } = scope;
  await wakeReview(businessId);
  const queued = await db.publication.findMany({
    where: { connectionId, businessId, state: 'QUEUED' },
    select: { id: true },
  });
  for (const { id } of queued) await cancelPublication(scope, id);
}

/** Null when the link is gone at the ledger. */
async function unlink({ id, ledger, grantId, ledgerConnectionId }: Connection): Promise<LedgerError | null> {
  if (!grantId || !ledgerConnectionId) return null;
  const token = await accessToken(grantId);
  if (!token.ok) return token.error;
  const authority = authorityOf(storedLedger({ ledger }));
  let answer = await authority.unlink(token.value, ledgerConnectionId);
  if (!answer.ok && answer.error.kind === 'authorisationLost') {
    const renewed = await accessToken(grantId, { insteadOf: token.value });
    if (!renewed.ok) return renewed.error;
    answer = await authority.unlink(renewed.value, ledgerConnectionId);
  }
  if (answer.ok || answer.error.kind === 'missing') return null;
  log.warn(
    { connectionId: id, kind: answer.error.kind, why: answer.error.message },
    'could not end the connection at the ledger',
  );
  return answer.error;
}
