import { db, kept } from '#lib/db.ts';
import { fail, ok } from '#lib/domain/result.ts';
import type { LedgerResult } from '#lib/ledger/ledger.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { type CallAnswer, type LedgerSession, unknownUsage } from '#lib/ledger/ledger-session.ts';
import { type LedgerName, openAdapter, storedLedger } from '#lib/ledger/ledgers.ts';
import { log } from '#lib/log.ts';
import { accessToken, type HeldGrant, heldToken } from './access-token.ts';
import { type Claim, claimCall, type Priority } from './call-budget.ts';
import { needsReconnecting } from './lose-grant.ts';
import { noteRefusedAccess } from './note-refused-access.ts';
import type { OpenLedger } from './opened-ledger.ts';
import { giveBackCall, settleCall } from './settle-call.ts';

/**
 * A connection's books. Fails at once when the connection is not usable, and any later call does so from the moment it
 * is not. Each call claims its budget by `priority` and is refused rather than delayed; what a call learns about the
 * connection's health is stored.
 */
export async function openLedger(connectionId: string, { priority }: { priority: Priority }): LedgerResult<OpenLedger> {
  const connection = await usableConnection(connectionId);
  if (!connection.ok) return connection;
  const { ledger, organisationId, shortCode } = connection.value;
  const reserved: Claim[] = [];
  const session: LedgerSession = {
    organisationId,
    shortCode,
    call: (send) => callAs({ connectionId, priority, reserved }, send),
  };
  const adapter = await openAdapter(ledger, session);
  return ok(
    Object.assign(adapter, {
      async reserveCall() {
        const claim = await claimCall(ledger, organisationId, priority);
        if (!claim.ok) return claim;
        reserved.push(claim.value);
        return ok(null);
      },
      async giveBackCall() {
        const claim = reserved.pop();
        if (claim) await giveBackCall(claim);
      },
    }),
  );
}

type Caller = { connectionId: string; priority: Priority; reserved: Claim[] };

type UsableConnection = {
  ledger: LedgerName;
  grantId: string;
  organisationId: string;
  shortCode: string | null;
  /** With its grant, as both are now. */
  grant: HeldGrant;
};

async function usableConnection(connectionId: string): LedgerResult<UsableConnection> {
  const [connection] = await db.$queryRaw<
    (Omit<UsableConnection, 'ledger' | 'grant'> & HeldGrant & { ledger: string })[]
  >`
    ${kept} SELECT connection."ledger", connection."grantId", connection."organisationId", connection."shortCode",
           held."id", held."status"::text AS "status", held."lostReason", held."accessToken", held."accessExpiresAt",
           held."refreshedAt"
    FROM "Connection" AS connection JOIN "Grant" AS held ON held."id" = connection."grantId"
    WHERE connection."id" = ${connectionId}::uuid AND connection."status" = 'CONNECTED'`;
  if (!connection) {
    const message = 'The connection has to be renewed first.';
    return fail({ kind: 'authorisationLost', retry: 'never', reason: 'disconnected', message });
  }
  const { ledger: _, grantId, organisationId, shortCode, ...grant } = connection;
  return ok({ ledger: storedLedger(connection), grantId, organisationId, shortCode, grant });
}

async function callAs<T>(
  { connectionId, priority, reserved }: Caller,
  send: (accessToken: string) => Promise<CallAnswer<T>>,
): LedgerResult<T> {
  const connection = await usableConnection(connectionId);
  if (!connection.ok) return connection;
  const { ledger, organisationId, grantId, grant } = connection.value;
  const token = heldToken(grant) ?? (await accessToken(grantId));
  if (!token.ok) {
    // Known with the grant already, unless the connection was made after the grant was lost.
    if (token.error.kind === 'authorisationLost') {
      await db.$transaction((transaction) => needsReconnecting(transaction, connectionId, 'authorisationLost'));
    }
    return token;
  }

  const budgeted = async (accessToken: string): LedgerResult<T> => {
    const ahead = reserved.pop();
    const claim = ahead ? ok(ahead) : await claimCall(ledger, organisationId, priority);
    return claim.ok ? settled(claim.value, () => send(accessToken)) : claim;
  };
  const first = await budgeted(token.value);
  if (first.ok || first.error.kind !== 'authorisationLost') return first;
  if (first.error.reason === 'disconnected' || first.error.reason === 'scope') {
    return fail(await noteRefusedAccess(connectionId, first.error, token.value));
  }
  const renewed = await accessToken(grantId, { insteadOf: token.value });
  if (!renewed.ok) return renewed;
  const second = await budgeted(renewed.value);
  return !second.ok && second.error.kind === 'authorisationLost'
    ? fail(await noteRefusedAccess(connectionId, second.error, renewed.value))
    : second;
}

async function settled<T>(claim: Claim, send: () => Promise<CallAnswer<T>>): LedgerResult<T> {
  let answer: CallAnswer<T> | undefined;
  try {
    answer = await send();
    return answer.result;
  } finally {
    // An answer is worth more than the count, which the next call corrects.
    await settleCall(claim, answer?.usage ?? unknownUsage, refusalOf(answer)).catch((error) =>
      log.error({ err: error }, 'could not settle a call'),
    );
  }
}

function refusalOf(answer: CallAnswer<unknown> | undefined): Extract<LedgerError, { kind: 'rateLimited' }> | null {
  if (!answer || answer.result.ok) return null;
  return answer.result.error.kind === 'rateLimited' ? answer.result.error : null;
}
