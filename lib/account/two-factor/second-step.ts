import { db } from '#lib/db.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { tokenHash } from '#lib/token.ts';
import { beginStep, readStep, takeStep } from '../pending-step.ts';
import type { SignedIn } from '../sign-in.ts';
import { type CodeProblem, takeCode } from './take-code.ts';

export type SecondStepProblem = CodeProblem | { code: 'stepOver'; waitSeconds?: undefined };

/**
 * What is missing once the first factor of a sign-in was right: the token of a second step, for the browser's cookie, or
 * null when nothing is. The token is no session, and opens nothing but the question for the code.
 */
export async function secondStepFor(userId: string): Promise<string | null> {
  const totp = await db.totp.findUnique({ where: { userId }, select: { confirmedAt: true } });
  return totp?.confirmedAt ? beginStep('secondFactor', { userId, detail: await firstFactorOf(userId) }) : null;
}

/** Checks the code of a second step. A wrong one may be tried again, until the limits or the step's time are over. */
export async function takeSecondStep(attempt: {
  token: string | undefined;
  code: unknown;
  from: RequestOrigin;
}): Promise<Result<SignedIn, SecondStepProblem>> {
  const { token, code, from } = attempt;
  const step = await readStep('secondFactor', token);
  // A password that was changed meanwhile ends what the old one began.
  if (!step?.userId || step.detail !== (await firstFactorOf(step.userId))) return fail({ code: 'stepOver' });
  if (typeof code !== 'string' || code.length > 64) return fail({ code: 'codeWrong' });
  const taken = await takeCode(step.userId, code, from);
  if (!taken.ok) return fail(taken.error);
  const user = (await takeStep('secondFactor', token)) && (await db.user.findUnique({ where: { id: step.userId } }));
  if (!user) return fail({ code: 'stepOver' });
  const { id, name, email, sessionVersion } = user;
  return ok({ id, name, email, sessionVersion });
}

async function firstFactorOf(userId: string): Promise<string> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  return tokenHash(user?.passwordHash ?? '');
}
