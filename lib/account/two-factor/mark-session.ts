import { type Db, db } from '#lib/db.ts';
import { hasSecondFactor } from './second-factor-first.ts';

/** From now on the session counts as one with two factors: the person has just shown one more in it. */
export async function markSession(sessionId: string, database: Db = db): Promise<void> {
  await database.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { secondFactorAt: new Date() } });
}

/**
 * Once a person has neither a phone nor a passkey left, none of their sessions counts as one with two factors: a
 * business that asks for them leads to setting one up.
 */
export async function unmarkSessions(transaction: Db, userId: string): Promise<void> {
  if (await hasSecondFactor(transaction, userId)) return;
  await transaction.session.updateMany({
    where: { userId, endedAt: null, secondFactorAt: { not: null } },
    data: { secondFactorAt: null },
  });
}
