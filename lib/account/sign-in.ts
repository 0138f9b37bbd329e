import { z } from 'zod';
import { db } from '#lib/db.ts';
import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { log } from '#lib/log.ts';
import { noteRefusal } from './note-refusal.ts';
import { verifyPassword } from './passwords.ts';
import type { SignedIn } from './sessions.ts';
import { signInLimit } from './sign-in-limits.ts';

export type SignInProblem =
  | { code: 'credentialsWrong' | 'inputInvalid'; waitSeconds?: undefined }
  | { code: 'tooManyAttempts'; waitSeconds: number };

/** What anybody may have as an e-mail and a password; PostgreSQL keeps no NUL. */
const credentials = z.object({
  email: z
    .string()
    .max(254)
    .regex(/^[^\0]*$/)
    .trim()
    .toLowerCase(),
  password: z.string().max(256),
});

/**
 * Checks an e-mail and a password, as they came from outside. An unknown e-mail and a wrong password have the same
 * answer after the same work. Five wrong ones from one address make it wait, whether the e-mail exists or not. Each
 * refusal is logged with its cause and without what was typed: a password may stand in the field of the e-mail. The
 * session is begun by whoever asked (`beginSession`).
 */
export async function signIn(attempt: {
  email: unknown;
  password: unknown;
  address: string;
  device?: string;
}): Promise<Result<SignedIn, SignInProblem>> {
  const { address } = attempt;
  const refused = (cause: string, problem: SignInProblem, userId?: string) => {
    log.warn({ cause, address, userId, waitSeconds: problem.waitSeconds }, 'sign-in refused');
    return fail(problem);
  };
  const typed = credentials.safeParse(attempt);
  if (!typed.success) return refused('inputInvalid', { code: 'inputInvalid' });
  const { email, password } = typed.data;
  const counted = { email, address };
  const waitSeconds = await signInLimit.count(counted);
  if (waitSeconds !== null) return refused('tooManyAttempts', { code: 'tooManyAttempts', waitSeconds });
  const user = await db.user.findUnique({ where: { email } });
  const isRight = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user) return refused('emailUnknown', { code: 'credentialsWrong' });
  if (!isRight) {
    void noteRefusal(user.id, 'signInRefused', { address, device: attempt.device ?? '' });
    return refused('passwordWrong', { code: 'credentialsWrong' }, user.id);
  }
  await signInLimit.forget(counted);
  return ok({ userId: user.id, method: 'password', secondFactorAt: null, passwordHash: user.passwordHash });
}
