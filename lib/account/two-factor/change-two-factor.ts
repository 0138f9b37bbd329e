import type { UserSummary } from '#lib/authorise.ts';
import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { tellPerson } from '../tell-person.ts';
import { codeProblem } from './code-problem.ts';
import { unmarkSessions } from './mark-session.ts';
import { recoveryCodesLeft, replaceRecoveryCodes } from './recovery-codes.ts';
import { takeCode } from './take-code.ts';

export type TwoFactorState = { isOn: boolean; since: Date | null; recoveryCodesLeft: number };

/** For the person's own page. */
export async function twoFactorState(userId: string): Promise<TwoFactorState> {
  const [totp, left] = await Promise.all([
    db.totp.findUnique({ where: { userId }, select: { confirmedAt: true } }),
    recoveryCodesLeft(db, userId),
  ]);
  const since = totp?.confirmedAt ?? null;
  return { isOn: since !== null, since, recoveryCodesLeft: left };
}

/** New recovery codes in place of the old, for whoever has the phone or one of the old ones. */
export async function makeRecoveryCodes(
  user: UserSummary,
  code: string,
  from: RequestOrigin,
): Promise<Result<{ recoveryCodes: string[] }>> {
  const taken = await takeCode(user.id, code, from);
  if (!taken.ok) return codeProblem(taken.error);
  return db.$transaction(async (transaction) => {
    const recoveryCodes = await replaceRecoveryCodes(transaction, user.id);
    await tellPerson(transaction, {
      user,
      by: { userId: user.id, name: user.name },
      action: 'recoveryCodesMade',
      from,
      title: 'New recovery codes were made',
      paragraphs: ['Your recovery codes for Intray were made anew. Those from before no longer work.'],
    });
    return ok({ recoveryCodes });
  });
}

/** Turns it off, for whoever has the phone or a recovery code; the password was asked for before. */
export async function turnOffTwoFactor(user: UserSummary, code: string, from: RequestOrigin): Promise<Result<null>> {
  const taken = await takeCode(user.id, code, from);
  if (!taken.ok) return codeProblem(taken.error);
  const wasOn = await removeTwoFactor(user, { userId: user.id, name: user.name }, from);
  return wasOn ? ok(null) : failure('alreadyOff', 'Two-factor sign-in was off already, and nothing was changed.');
}

/** For the operator's command: who has lost phone and recovery codes signs in with the password alone again. */
export async function turnOffByOperator(email: string): Promise<'done' | 'off' | 'unknown'> {
  const user = await db.user.findUnique({
    where: { email: email.trim().toLowerCase() },
    select: { id: true, name: true, email: true },
  });
  if (!user) return 'unknown';
  return (await removeTwoFactor(user, null, null)) ? 'done' : 'off';
}

/** Takes away codes and recovery codes. False when there were none. */
async function removeTwoFactor(
  user: UserSummary,
  by: { userId: string; name: string } | null,
  from: RequestOrigin | null,
): Promise<boolean> {
  return db.$transaction(async (transaction) => {
    const { count } = await transaction.totp.deleteMany({ where: { userId: user.id, confirmedAt: { not: null } } });
    if (count === 0) return false;
    await transaction.recoveryCode.deleteMany({ where: { userId: user.id } });
    await unmarkSessions(transaction, user.id);
    await tellPerson(transaction, {
      user,
      by,
      action: 'twoFactorOff',
      from,
      title: 'Two-factor sign-in is off',
      paragraphs: [
        by
          ? 'Signing in to Intray asks for your password only from now on.'
          : 'Whoever runs this Intray has turned it off for you: signing in asks for your password only from now on.',
        'A business that asks for two factors leads you to set it up again.',
      ],
    });
    return true;
  });
}
