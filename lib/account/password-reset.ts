import { z } from 'zod';
import { type Db, db } from '#lib/db.ts';
import { invitationState } from '#lib/domain/invitation.ts';
import { invitationPath, linkPaths } from '#lib/domain/paths.ts';
import { fail, failure, ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { wake } from '#lib/mail/wake.ts';
import { linkToken, newToken, tokenHash } from '#lib/token.ts';
import type { PasswordReset } from '#prisma/generated/client.ts';
import { linkLimit } from './account-limits.ts';
import { passwordChanged, resetPassword, write } from './account-mails.ts';
import { endOtherWaysIn } from './end-other-ways-in.ts';
import { lockPerson } from './lock-person.ts';
import { guessable, hashPassword, isGuessable, newPassword } from './passwords.ts';
import { passwordsAreUsed } from './passwords-used.ts';
import { tooManyTries } from './rate-limit.ts';

/** Of a link. */
const LIVES_MS = 60 * 60_000;

export const resetInput = z.object({ token: linkToken, password: newPassword });

/**
 * *Forgotten password*: writes a link to whoever has an account with this e-mail, and does nothing for others. What was
 * asked is answered before, so that the answer and its time tell nobody which of both it was. Once the person has signed
 * in with the new one, the link leads on to `returnTo` where that is an invitation of theirs. Nothing else of it gets
 * into the mail: whoever asks may be a stranger.
 */
export async function sendResetLink(email: string, from: RequestOrigin, returnTo = '/'): Promise<void> {
  if (!passwordsAreUsed()) return;
  const user = await db.user.findUnique({ where: { email }, select: { id: true } });
  if (!user) return;
  const next = (await isTheirInvitation(email, returnTo)) ? returnTo : '/';
  const mails = await db.$transaction(async (transaction) => {
    const person = await lockPerson(transaction, user.id);
    if (person?.email !== email) return [];
    const token = await newResetToken(transaction, person.id);
    await recordAudit(transaction, { businessId: null, userId: person.id, by: null, action: 'resetAsked', from });
    return write(transaction, person, resetPassword(token, next));
  });
  await wake(mails);
}

const INVITATION = new RegExp(`^${invitationPath('([\\w-]{1,200})')}$`);

async function isTheirInvitation(email: string, path: string): Promise<boolean> {
  const [, token] = INVITATION.exec(path) ?? [];
  if (token === undefined) return false;
  const invitation = await db.invitation.findUnique({ where: { tokenHash: tokenHash(token) } });
  return invitation?.email === email && invitationState(invitation, new Date()) === 'open';
}

/** For the operator, where no mail is sent: the path of a link; null when nobody has this e-mail. */
export async function makeResetLink(email: string): Promise<string | null> {
  const user = await db.user.findUnique({ where: { email: email.trim().toLowerCase() }, select: { id: true } });
  if (!user) return null;
  return db.$transaction(async (transaction) => {
    await lockPerson(transaction, user.id);
    const token = await newResetToken(transaction, user.id);
    const by = { businessId: null, userId: user.id, by: null };
    await recordAudit(transaction, { ...by, action: 'resetAsked', detail: { by: 'operator' } });
    return linkPaths.newPassword(token);
  });
}

/** The person's newest link, which replaces those before it. For whoever has locked the person. */
export async function newResetToken(transaction: Db, userId: string): Promise<string> {
  const now = new Date();
  await replaceResets(transaction, userId, now);
  const token = newToken();
  const expiresAt = new Date(now.getTime() + LIVES_MS);
  await transaction.passwordReset.create({ data: { userId, tokenHash: tokenHash(token), expiresAt } });
  return token;
}

/** The person's links work no more. */
export async function replaceResets(transaction: Db, userId: string, now: Date): Promise<void> {
  await transaction.passwordReset.updateMany({
    where: { userId, usedAt: null, replacedAt: null },
    data: { replacedAt: now },
  });
}

/** Whose password a link is for, or why it no longer works. */
export async function checkReset(token: string, { address }: RequestOrigin): Promise<Result<{ email: string }>> {
  const wait = await linkLimit.count({ address });
  if (wait !== null) return fail(tooManyTries(wait));
  const reset = await db.passwordReset.findUnique({
    where: { tokenHash: tokenHash(token) },
    include: { user: { select: { email: true } } },
  });
  const problem = problemOf(reset);
  return problem ?? ok({ email: reset?.user.email ?? '' });
}

/**
 * Sets the new password with a link, once. All sessions end, and so do the other ways in. The person signs in with it by
 * hand: a link alone lets nobody in, and what was chosen is tried at once.
 */
export async function resetPasswordBy(
  { token, password }: z.output<typeof resetInput>,
  from: RequestOrigin,
): Promise<Result<null>> {
  const asked = await checkReset(token, from);
  if (!asked.ok) return asked;
  const found = await db.passwordReset.findUnique({
    where: { tokenHash: tokenHash(token) },
    include: { user: { select: { id: true, name: true, email: true } } },
  });
  if (!found) return unknown;
  const { user } = found;
  if (await isGuessable(password, ['intray', user.name, user.email])) return fail(guessable);
  const passwordHash = await hashPassword(password);
  const done = await db.$transaction(async (transaction) => {
    const person = await lockPerson(transaction, user.id);
    const reset = await transaction.passwordReset.findUnique({ where: { id: found.id } });
    const problem = problemOf(reset);
    if (!person || problem) return problem ?? unknown;
    const now = new Date();
    await transaction.passwordReset.update({ where: { id: found.id }, data: { usedAt: now } });
    await storePassword(transaction, person.id, passwordHash, now);
    const by = { userId: person.id, name: person.name };
    await recordAudit(transaction, { businessId: null, userId: person.id, by, action: 'passwordReset', from });
    const ended = await endOtherWaysIn(transaction, person, from);
    return ok(await write(transaction, person, passwordChanged(person, now, ended)));
  });
  if (!done.ok) return done;
  await wake(done.value);
  return ok(null);
}

/**
 * A new password, or none until one is chosen, which ends all sessions but the one that is named (0137_sessions), and
 * makes worthless what was asked for under the old one. For whoever has locked the person.
 */
export async function storePassword(
  transaction: Db,
  userId: string,
  passwordHash: string | null,
  now: Date,
  exceptSessionId = '',
): Promise<void> {
  await transaction.$executeRaw`SELECT set_config('intray.session', ${exceptSessionId}, true)`;
  await transaction.user.update({ where: { id: userId }, data: { passwordHash } });
  await replaceResets(transaction, userId, now);
  await transaction.emailChange.updateMany({
    where: { userId, confirmedAt: null, takenBackAt: null, replacedAt: null },
    data: { replacedAt: now },
  });
  // Whoever began to set up a phone has its secret, which is not to be given to the person as theirs.
  await transaction.totp.deleteMany({ where: { userId, confirmedAt: null } });
}

/** Null while the link works. */
function problemOf(reset: PasswordReset | null) {
  if (!reset) return unknown;
  if (reset.usedAt) {
    return failure(
      'linkUsed',
      'This link was used already: the password was changed with it. Sign in with the new one.',
    );
  }
  if (reset.replacedAt) {
    return failure('linkReplaced', 'There is a newer link, or the password was changed since. Use the newest mail.');
  }
  if (reset.expiresAt <= new Date()) {
    return failure('linkExpired', 'This link worked for an hour, which is over. Your password is as it was.');
  }
  return null;
}

const unknown = failure(
  'linkUnknown',
  'This is not a link that Intray knows. Open it from the mail once more, whole; your password is as it was.',
);
