import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { showPassword } from './change-password.ts';
import { passwordsAreUsed } from './passwords-used.ts';
import type { LiveSession } from './sessions.ts';
import { secondFactorFirst } from './two-factor/second-factor-first.ts';

/** Whoever has just signed in is not asked for the password again. */
const FRESH_MS = 10 * 60_000;

type Confirmed = Pick<LiveSession, 'user' | 'createdAt' | 'secondFactorAt'>;

/** Whether the session has begun a few minutes ago. */
function isFresh({ createdAt }: Pick<LiveSession, 'createdAt'>): boolean {
  return createdAt.getTime() > Date.now() - FRESH_MS;
}

/** Whether the person can show a password: one that is not used here is none. */
export async function hasPassword(userId: string): Promise<boolean> {
  if (!passwordsAreUsed()) return false;
  const person = await db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  return person !== null && person.passwordHash !== null;
}

/** How somebody has to show now that it is them: whoever has no password signs in anew. */
export async function howToConfirm(session: Confirmed): Promise<'nothing' | 'password' | 'signIn'> {
  if (isFresh(session)) return 'nothing';
  return (await hasPassword(session.user.id)) ? 'password' : 'signIn';
}

/**
 * Before something that whoever finds an open browser, or knows the password alone, must not do: the second factor of
 * whoever has one, and a fresh session or the password.
 */
export async function confirmPerson(session: Confirmed, present: string): Promise<Result<unknown>> {
  const shown = await secondFactorFirst(session);
  if (!shown.ok) return shown;
  return isFresh(session) ? ok(null) : confirmByPassword(session, present);
}

/** The password, also in a fresh session; whoever has none has just signed in. Gives what it was checked against. */
export async function confirmByPassword(
  session: Confirmed,
  present: string,
): Promise<Result<{ passwordHash: string | null }>> {
  if (await hasPassword(session.user.id)) return showPassword(session.user.id, present);
  return isFresh(session) ? ok({ passwordHash: null }) : signInAnew;
}

const signInAnew = failure(
  'signInAnew',
  'You have no password to show that it is you, so nothing was changed. Sign out, sign in again, and do it within ten minutes.',
);
