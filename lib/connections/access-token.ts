import { db } from '#lib/db.ts';
import { fail, ok } from '#lib/domain/result.ts';
import type { LedgerResult, Tokens } from '#lib/ledger/ledger.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { authorityOf, storedLedger } from '#lib/ledger/ledgers.ts';
import { log } from '#lib/log.ts';
import type { Grant, Prisma } from '#prisma/generated/client.ts';
import { loseGrant } from './lose-grant.ts';
import { isOpenable, loseKeysOf } from './lost-keys.ts';
import { openToken, sealTokens } from './token-seal.ts';

/** A token with less time left than this is renewed before use, so that it does not end on the way. */
const MARGIN_MS = 60_000;
/** Waiting for another worker's refresh, and our own, have to fit in. */
const TRANSACTION = { maxWait: 15_000, timeout: 30_000 };

type Wanted = {
  /** A token that the ledger has just refused: anything else is given, even if this one looks valid. */
  insteadOf?: string;
  /** Renew when the tokens are older than this, to keep the grant alive. */
  refreshedBefore?: Date;
};

const underway = new Map<string, LedgerResult<string>>();

/**
 * A valid access token of the grant. However many workers ask, in however many processes, an expired one is renewed by
 * one call: the ledger rotates refresh tokens, and a second call could lose the grant. First single flight within the
 * process, then the row's lock, then the row is read again.
 */
export function accessToken(grantId: string, wanted: Wanted = {}): LedgerResult<string> {
  const key = `${grantId}:${wanted.insteadOf ?? ''}`;
  let flight = underway.get(key);
  if (!flight) {
    flight = currentOrRenewed(grantId, wanted).finally(() => underway.delete(key));
    underway.set(key, flight);
  }
  return flight;
}

async function currentOrRenewed(grantId: string, wanted: Wanted): LedgerResult<string> {
  const grant = await db.grant.findUnique({ where: { id: grantId } });
  const current = grant && usable(grant, wanted);
  return current ?? db.$transaction((transaction) => renewed(transaction, grantId, wanted), TRANSACTION);
}

async function renewed(transaction: Prisma.TransactionClient, grantId: string, wanted: Wanted): LedgerResult<string> {
  // Not FOR UPDATE: connecting, which only refers to the grant, need not wait until the ledger has answered.
  await transaction.$queryRaw`SELECT 1 FROM "Grant" WHERE "id" = ${grantId}::uuid FOR NO KEY UPDATE`;
  const grant = await transaction.grant.findUnique({ where: { id: grantId } });
  if (!grant) return fail(lost('The authorisation no longer exists.'));
  const current = usable(grant, wanted);
  if (current) return current;

  const refreshToken = openToken(grant.refreshToken, grant.id);
  if (refreshToken === null || !isOpenable(grant)) {
    await loseKeysOf(transaction, grant.id);
    return fail(lost('The authorisation cannot be read with the keys of this installation.'));
  }
  const refreshed = await authorityOf(storedLedger(grant)).refresh(refreshToken);
  if (refreshed.ok) {
    await storeTokens(transaction, grant.id, refreshed.value);
    log.info({ grantId }, 'access token renewed');
    return ok(refreshed.value.accessToken);
  }
  if (refreshed.error.kind === 'authorisationLost') {
    await loseGrant(transaction, grant.id, refreshed.error.message);
  }
  return refreshed;
}

/** Of a grant, what tells whether its token will do. */
export type HeldGrant = Pick<Grant, 'id' | 'status' | 'lostReason' | 'accessToken' | 'accessExpiresAt' | 'refreshedAt'>;

/** The token that a row holds which was just read, or the news that there is none; null when `accessToken` has to see. */
export function heldToken(grant: HeldGrant): Awaited<LedgerResult<string>> | null {
  return usable(grant, {});
}

/**
 * What the row holds already: a token that will do, or the news that there is none. Null when it has to be renewed, or
 * cannot be read.
 */
function usable(grant: HeldGrant, { insteadOf, refreshedBefore }: Wanted): Awaited<LedgerResult<string>> | null {
  if (grant.status === 'LOST') return fail(lost(grant.lostReason ?? 'The authorisation was lost.'));
  if (grant.accessExpiresAt.getTime() - Date.now() < MARGIN_MS) return null;
  if (refreshedBefore && grant.refreshedAt < refreshedBefore) return null;
  const token = openToken(grant.accessToken, grant.id);
  return token === null || token === insteadOf ? null : ok(token);
}

/** Writes a new token set over the old one, encrypted. */
async function storeTokens(transaction: Prisma.TransactionClient, grantId: string, tokens: Tokens): Promise<void> {
  await transaction.grant.update({
    where: { id: grantId },
    data: {
      ...sealTokens(tokens, grantId),
      accessExpiresAt: tokens.accessExpiresAt,
      refreshedAt: new Date(),
      scopes: tokens.scopes,
      status: 'ACTIVE',
      lostReason: null,
    },
  });
}

function lost(message: string): LedgerError {
  return { kind: 'authorisationLost', retry: 'never', reason: 'revoked', message };
}
