import { db } from '#lib/db.ts';
import { capabilitiesOf, type LedgerName, ledgerNames } from '#lib/ledger/ledgers.ts';
import { log } from '#lib/log.ts';
import { accessToken } from './access-token.ts';

const DAY_MS = 24 * 60 * 60_000;
/** The part of a refresh token's life after which it is renewed: most of it is left to an installation that stands still. */
const REFRESH_AFTER = 1 / 8;
/** What nobody finished is forgotten after this. */
const FORGET_AFTER_MS = DAY_MS;

/** Renews the tokens of every grant in use that has rested for a while, and forgets visits that led nowhere. */
export async function keepGrantsAlive(now: Date, signal: AbortSignal): Promise<void> {
  for (const ledger of ledgerNames) {
    const restMs = capabilitiesOf(ledger).refreshTokenLifeMs * REFRESH_AFTER;
    await renewResting(ledger, new Date(now.getTime() - restMs), signal);
  }
  if (!signal.aborted) await forgetUnfinished(new Date(now.getTime() - FORGET_AFTER_MS));
}

async function renewResting(ledger: LedgerName, refreshedBefore: Date, signal: AbortSignal): Promise<void> {
  const resting = await db.grant.findMany({
    where: {
      ledger,
      status: 'ACTIVE',
      refreshedAt: { lt: refreshedBefore },
      connections: { some: { status: 'CONNECTED' } },
    },
    select: { id: true },
    orderBy: { refreshedAt: 'asc' },
  });
  for (const { id } of resting) {
    if (signal.aborted) return;
    const token = await accessToken(id, { refreshedBefore });
    if (!token.ok)
      log.warn({ grantId: id, kind: token.error.kind, why: token.error.message }, 'could not keep a grant alive');
  }
}

/** Tokens are not kept for longer than someone needs them. */
async function forgetUnfinished(before: Date): Promise<void> {
  await db.connectionAttempt.deleteMany({ where: { createdAt: { lt: before } } });
  await db.grant.deleteMany({ where: { connections: { none: {} }, refreshedAt: { lt: before } } });
}
