import { db } from '#lib/db.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { authorityOf, storedLedger } from '#lib/ledger/ledgers.ts';
import { needsReconnecting } from './lose-grant.ts';

type AuthorisationLost = Extract<LedgerError, { kind: 'authorisationLost' }>;

/**
 * The ledger refused a call although the token is good: finds out what is the matter and stores it. A disconnect made
 * inside the ledger is noticed here, since the organisation is then no longer among those that the consent reaches.
 * Gives back the error to pass on.
 */
export async function noteRefusedAccess(
  connectionId: string,
  error: AuthorisationLost,
  token: string,
): Promise<LedgerError> {
  const connection = await db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  if (error.reason === 'scope') {
    await db.$transaction((transaction) => needsReconnecting(transaction, connectionId, 'permissionMissing'));
    return error;
  }
  const links = await authorityOf(storedLedger(connection)).links(token);
  if (!links.ok && links.error.kind !== 'authorisationLost') return links.error;
  const link = links.ok && links.value.find(({ organisationId }) => organisationId === connection.organisationId);
  const reason = link ? 'permissionMissing' : 'disconnectedAtLedger';
  await db.$transaction((transaction) => needsReconnecting(transaction, connectionId, reason));
  return error;
}
