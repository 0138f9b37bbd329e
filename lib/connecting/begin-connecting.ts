import { randomUUID } from 'node:crypto';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { env } from '#lib/env.ts';
import { authorityOf, type LedgerName } from '#lib/ledger/ledgers.ts';
import type { PersonScope } from '#lib/scope.ts';
import { encrypt } from '#lib/secrets.ts';
import { newToken, tokenHash } from '#lib/token.ts';

/** Time to sign in at the ledger and come back. */
export const STATE_LIFE_MS = 10 * 60_000;

/** Where to send the browser, and what it has to hold until it returns. */
export type Departure = { url: string; attemptId: string; browserSecret: string };

/** The fixed address that the ledger sends people back to; it is registered there. */
export function callbackAddress(ledger: LedgerName): string {
  return `${env().APP_URL}/api/connections/${ledger}/callback`;
}

/** Begins a visit to the ledger's sign-in. With `connectionId` an existing connection is renewed. */
export async function beginConnecting(
  scope: PersonScope,
  ledger: LedgerName,
  connectionId: string | null,
): Promise<Result<Departure>> {
  const { businessId } = scope;
  const live = await liveConnection(db, businessId);
  if (connectionId === null && live) {
    return failure(
      'connectedAlready',
      `This business is connected to ${isolated(live.organisationName)} already. Disconnect it first, or reconnect it.`,
    );
  }
  if (connectionId !== null && live?.id !== connectionId) {
    return failure('connectionMissing', 'This connection has ended. Go back to Connections and connect again.');
  }
  const attemptId = randomUUID();
  const state = newToken();
  const browserSecret = newToken();
  const { url, verifier } = await authorityOf(ledger).begin({ redirectUri: callbackAddress(ledger), state });
  await db.connectionAttempt.create({
    data: {
      id: attemptId,
      businessId,
      userId: scope.actor.userId,
      ledger,
      stateHash: tokenHash(state),
      browserHash: tokenHash(browserSecret),
      verifier: encrypt(verifier, attemptId),
      connectionId,
      expiresAt: new Date(Date.now() + STATE_LIFE_MS),
    },
  });
  return ok({ url, attemptId, browserSecret });
}
