import { db } from '#lib/db.ts';
import { log } from '#lib/log.ts';
import { accessToken } from './access-token.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Xero ends a refresh token after 60 days unused; a week leaves room for an installation that stood still. */
const REFRESH_AFTER_MS = 7 * DAY_MS;
/** What nobody finished is forgotten after this. */
const FORGET_AFTER_MS = DAY_MS;

/** Renews the tokens of every grant in use that was not used for a week, and forgets visits that led nowhere. */
export async function keepGrantsAlive(now: Date, signal: AbortSignal): Promise<void> {
  const refreshedBefore = new Date(now.getTime() - REFRESH_AFTER_MS);
  const resting = await db.grant.findMany({
    where: { status: 'ACTIVE', refreshedAt: { lt: refreshedBefore }, connections: { some: { status: 'CONNECTED' } } },
    select: { id: true },
    orderBy: { refreshedAt: 'asc' },
  });
  for (const { id } of resting) {
    if (signal.aborted) return;
    const token = await accessToken(id, { refreshedBefore });
    if (!token.ok) log.warn({ grantId: id, kind: token.error.kind }, 'could not keep a grant alive');
  }
  await forgetUnfinished(new Date(now.getTime() - FORGET_AFTER_MS));
}

/** Tokens are not kept for longer than someone needs them. */
async function forgetUnfinished(before: Date): Promise<void> {
  await db.connectionAttempt.deleteMany({ where: { createdAt: { lt: before } } });
  await db.grant.deleteMany({ where: { connections: { none: {} }, refreshedAt: { lt: before } } });
}
