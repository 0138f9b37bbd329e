import { z } from 'zod';
import { db } from '#lib/db.ts';
import { fail, failure, ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { wake } from '#lib/mail/wake.ts';
import { passwordLimit } from './account-limits.ts';
import { passwordChanged, write } from './account-mails.ts';
import { type LockedPerson, lockPerson } from './lock-person.ts';
import { storePassword } from './password-reset.ts';
import { guessable, hashPassword, isGuessable, newPassword, verifyPassword } from './passwords.ts';
import { passwordsAreUsed, passwordsOff } from './passwords-used.ts';
import { tooManyTries } from './rate-limit.ts';

/** Who asks, in which session. */
export type AccountScope = { userId: string; sessionId: string; from: RequestOrigin };

const presentPassword = z.string().min(1, 'Enter your present password.').max(256);
export const changePasswordInput = z.object({ present: presentPassword, password: newPassword });

/** A new password in place of the present one. All other sessions end; this one goes on. */
export async function changePassword(
  scope: AccountScope,
  { present, password }: z.output<typeof changePasswordInput>,
): Promise<Result<null>> {
  if (!passwordsAreUsed()) return passwordsOff();
  const shown = await showPassword(scope.userId, present);
  if (!shown.ok) return shown;
  const { name, email, passwordHash } = shown.value;
  if (await isGuessable(password, ['intray', name, email])) return fail(guessable);
  const newHash = await hashPassword(password);
  const done = await db.$transaction(async (transaction) => {
    const person = await lockPerson(transaction, scope.userId);
    if (person?.passwordHash !== passwordHash) return changedMeanwhile;
    const now = new Date();
    await storePassword(transaction, person.id, newHash, now, scope.sessionId);
    await recordAudit(transaction, {
      ...{ businessId: null, userId: person.id, by: { userId: person.id, name } },
      action: 'passwordChanged',
      from: scope.from,
    });
    return ok(await write(transaction, person, passwordChanged(person, now)));
  });
  if (!done.ok) return done;
  await wake(done.value);
  return ok(null);
}

/** The signed-in person, once they have typed their password; five wrong ones make them wait. */
export async function showPassword(
  userId: string,
  present: string,
): Promise<Result<Omit<LockedPerson, 'preferences'>>> {
  const wait = await passwordLimit.count({ userId });
  if (wait !== null) return fail(tooManyTries(wait));
  const person = await db.user.findUnique({
    where: { id: userId },
    select: { id: true, name: true, email: true, passwordHash: true },
  });
  if (!(await verifyPassword(person?.passwordHash ?? null, present)) || !person) {
    return failure('passwordWrong', 'Nothing was changed: look at the marked field.', {
      fields: { present: 'This is not your present password.' },
    });
  }
  await passwordLimit.forget({ userId });
  return ok(person);
}

export const changedMeanwhile = failure(
  'changedMeanwhile',
  'The password was changed at the same moment elsewhere. Nothing was changed here. Sign in anew.',
);
