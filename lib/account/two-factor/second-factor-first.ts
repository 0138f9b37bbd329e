import { type Db, db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { LiveSession } from '../sessions.ts';

/** What the person has set up: a phone that was confirmed, and passkeys. */
export async function secondFactorsOf(
  database: Db,
  userId: string,
): Promise<{ hasTotp: boolean; hasPasskey: boolean }> {
  const [totp, passkey] = await Promise.all([
    database.totp.findFirst({ where: { userId, confirmedAt: { not: null } }, select: { userId: true } }),
    database.passkey.findFirst({ where: { userId }, select: { id: true } }),
  ]);
  return { hasTotp: totp !== null, hasPasskey: passkey !== null };
}

export async function hasSecondFactor(database: Db, userId: string): Promise<boolean> {
  const { hasTotp, hasPasskey } = await secondFactorsOf(database, userId);
  return hasTotp || hasPasskey;
}

/**
 * Whoever has a second factor shows it before they change how they sign in: else the password alone would add another
 * one, and the second factor would be none. Asked before such a change, and once more in the transaction that makes it.
 */
export async function secondFactorFirst(
  { user, secondFactorAt }: Pick<LiveSession, 'user' | 'secondFactorAt'>,
  database: Db = db,
): Promise<Result<null>> {
  return secondFactorAt === null && (await hasSecondFactor(database, user.id)) ? secondFactorNeeded : ok(null);
}

const secondFactorNeeded = failure(
  'secondFactorNeeded',
  'Your account has a second factor, which you have not shown here. Nothing was changed. Reload the page: it leads you to show it first.',
);
