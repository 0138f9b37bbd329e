import { type Db, db } from '#lib/db.ts';

/** From now on the session counts as one with two factors: the person has just shown one more in it. */
export async function markSession(sessionId: string): Promise<void> {
  await db.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { secondFactorAt: new Date() } });
}

/**
 * Once a person has neither a phone nor a passkey left, none of their sessions counts as one with two factors: a
 * business that asks for them leads to setting one up.
 */
export async function unmarkSessions(transaction: Db, userId: string): Promise<void> {
  const [totp, passkey] = await Promise.all([
    transaction.totp.findFirst({ where: { userId, confirmedAt: { not: null } }, select: { userId: true } }),
    transaction.passkey.findFirst({ where: { userId }, select: { id: true } }),
  ]);
  if (totp || passkey) return;
  await transaction.session.updateMany({
    where: { userId, endedAt: null, secondFactorAt: { not: null } },
    data: { secondFactorAt: null },
  });
}
