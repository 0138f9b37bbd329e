import { z } from 'zod';
import { db } from '#lib/db.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { signInMethods } from '#lib/domain/sign-in-method.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { newLink } from '../link-provider.ts';
import { beginStep, readStep, takeStep } from '../pending-step.ts';
import type { SignedIn } from '../sessions.ts';
import { type CodeProblem, takeCode } from './take-code.ts';

export type SecondStepProblem = CodeProblem | { code: 'stepOver'; waitSeconds?: undefined };

/** Of a sign-in whose first factor was right. */
const firstFactor = z.object({
  method: z.enum(signInMethods),
  passwordHash: z.string().nullable(),
  linking: newLink.optional(),
});

/**
 * What is missing once the first factor of a sign-in was right: the token of a second step, for the browser's cookie, or
 * null when nothing is. The token is no session, and opens nothing but the question for the code.
 */
export async function secondStepFor({ userId, ...signedIn }: SignedIn): Promise<string | null> {
  if (signedIn.secondFactorAt) return null;
  const totp = await db.totp.findUnique({ where: { userId }, select: { confirmedAt: true } });
  if (!totp?.confirmedAt) return null;
  return beginStep('secondFactor', { userId, detail: JSON.stringify(firstFactor.parse(signedIn)) });
}

/** Checks the code of a second step. A wrong one may be tried again, until the limits or the step's time are over. */
export async function takeSecondStep(
  { token, code }: { token: string | undefined; code: unknown },
  from: RequestOrigin,
): Promise<Result<SignedIn, SecondStepProblem>> {
  const step = await readStep('secondFactor', token);
  if (!step?.userId) return fail({ code: 'stepOver' });
  if (typeof code !== 'string' || code.length > 64) return fail({ code: 'codeWrong' });
  const taken = await takeCode(step.userId, code, from);
  if (!taken.ok) return fail(taken.error);
  if (!(await takeStep('secondFactor', token))) return fail({ code: 'stepOver' });
  return ok({ userId: step.userId, secondFactorAt: new Date(), ...firstFactor.parse(JSON.parse(step.detail)) });
}
