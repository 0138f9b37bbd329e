import { ok, type Result } from '#lib/domain/result.ts';
import { showPassword } from './change-password.ts';
import type { LiveSession } from './sessions.ts';

/** Whoever has just signed in is not asked for the password again. */
const FRESH_MS = 10 * 60_000;

/** Whether the session has begun a few minutes ago. */
export function isFresh({ createdAt }: LiveSession): boolean {
  return createdAt.getTime() > Date.now() - FRESH_MS;
}

/** Before something that whoever finds an open browser must not do: a fresh session, or the password. */
export async function confirmPerson(session: LiveSession, present: string): Promise<Result<unknown>> {
  return isFresh(session) ? ok(null) : showPassword(session.user.id, present);
}
