import { db } from '#lib/db.ts';
import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { verifyPassword } from './passwords.ts';
import { countAttempt, forgetAttempt } from './sign-in-limits.ts';

export type SignInProblem =
  | { code: 'credentialsWrong'; waitSeconds?: undefined }
  | { code: 'tooManyAttempts'; waitSeconds: number };

/**
 * Checks an e-mail and a password. An unknown e-mail and a wrong password have the same answer after the same work.
 * Five wrong ones from one address make it wait, whether the e-mail exists or not.
 */
export async function signIn(attempt: {
  email: string;
  password: string;
  address: string;
}): Promise<Result<{ id: string; name: string; email: string }, SignInProblem>> {
  const email = attempt.email.trim().toLowerCase();
  const counted = { email, address: attempt.address };
  const waitSeconds = await countAttempt(counted);
  if (waitSeconds !== null) return fail({ code: 'tooManyAttempts', waitSeconds });
  const user = await db.user.findUnique({ where: { email } });
  const isRight = await verifyPassword(user?.passwordHash ?? null, attempt.password);
  if (!user || !isRight) return fail({ code: 'credentialsWrong' });
  await forgetAttempt(counted);
  return ok({ id: user.id, name: user.name, email: user.email });
}
