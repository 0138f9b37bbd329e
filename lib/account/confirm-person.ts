import { db } from '#lib/db.ts';
import { fail, failure, ok, type Result } from '#lib/domain/result.ts';
import { verifyPassword } from './passwords.ts';
import { rateLimit, tooManyTries } from './rate-limit.ts';
import type { LiveSession } from './sessions.ts';

/** Whoever has just signed in is not asked for the password again. */
const FRESH_MS = 10 * 60_000;

const passwordLimit = rateLimit<{ userId: string }>('password', [
  { name: 'person', points: 5, minutes: 15, key: ({ userId }) => userId },
]);

/** Whether the session has begun a few minutes ago. */
export function isFresh({ createdAt }: LiveSession): boolean {
  return createdAt.getTime() > Date.now() - FRESH_MS;
}

/** Before something that whoever finds an open browser must not do: a fresh session, or the password. */
export async function confirmPerson(session: LiveSession, present: string): Promise<Result<null>> {
  return isFresh(session) ? ok(null) : showPresentPassword(session, present);
}

/** The password, however fresh the session; five wrong ones make the person wait. */
export async function showPresentPassword({ user }: LiveSession, present: string): Promise<Result<null>> {
  const wait = await passwordLimit.count({ userId: user.id });
  if (wait !== null) return fail(tooManyTries(wait));
  const person = await db.user.findUnique({ where: { id: user.id }, select: { passwordHash: true } });
  if (!(await verifyPassword(person?.passwordHash ?? null, present))) {
    return failure('passwordWrong', 'Nothing was changed: look at the marked field.', {
      fields: { present: 'This is not your present password.' },
    });
  }
  await passwordLimit.forget({ userId: user.id });
  return ok(null);
}
