import { ok, type Result } from '#lib/domain/result.ts';
import { showPassword } from './change-password.ts';
import type { LiveSession } from './sessions.ts';
import { secondFactorFirst } from './two-factor/second-factor-first.ts';

/** Whoever has just signed in is not asked for the password again. */
const FRESH_MS = 10 * 60_000;

/** Whether the session has begun a few minutes ago. */
export function isFresh({ createdAt }: Pick<LiveSession, 'createdAt'>): boolean {
  return createdAt.getTime() > Date.now() - FRESH_MS;
}

/**
 * Before something that whoever finds an open browser, or knows the password alone, must not do: the second factor of
 * whoever has one, and a fresh session or the password.
 */
export async function confirmPerson(session: LiveSession, present: string): Promise<Result<unknown>> {
  const shown = await secondFactorFirst(session);
  if (!shown.ok) return shown;
  return isFresh(session) ? ok(null) : showPassword(session.user.id, present);
}
