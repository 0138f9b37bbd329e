import { z } from 'zod';
import { db } from '#lib/db.ts';
import { fail, failure, ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { mailSending } from '#lib/mail/list-mails.ts';
import { wake } from '#lib/mail/wake.ts';
import { newToken, tokenHash } from '#lib/token.ts';
import type { EmailChange } from '#prisma/generated/client.ts';
import { emailChangeLimit } from './account-limits.ts';
import { addressTaken, confirmEmail, emailChangeAlone, emailChangeAsked, write } from './account-mails.ts';
import { changedMeanwhile } from './change-password.ts';
import { confirmByPassword } from './confirm-person.ts';
import { lockPerson } from './lock-person.ts';
import { newEmail } from './new-email.ts';
import { emailAtProvider, passwordsAreUsed } from './passwords-used.ts';
import { tooManyTries } from './rate-limit.ts';
import type { LiveSession } from './sessions.ts';
import { hasSecondFactor, secondFactorFirst } from './two-factor/second-factor-first.ts';

const DAY_MS = 24 * 60 * 60_000;
const CONFIRM_WITHIN_MS = DAY_MS;
/** From the wish on, and once more from the change on. */
export const TAKE_BACK_WITHIN_MS = 7 * DAY_MS;
/** How long the old address may stop what is to be done without it. */
const ALONE_AFTER_MS = 7 * DAY_MS;

export const changeEmailInput = z.object({ email: newEmail, present: z.string().max(256) });

type Asker = Pick<LiveSession, 'user' | 'createdAt' | 'secondFactorAt'>;

/** What nobody has done, stopped or replaced yet. */
export const waitingChange = { confirmedAt: null, takenBackAt: null, replacedAt: null };

/**
 * Asks the new address and the old one to say yes. Whether somebody has an account with the new address is told to
 * nobody but who reads its mail.
 */
export async function askToChangeEmail(
  session: Asker,
  { email, present }: z.output<typeof changeEmailInput>,
  from: RequestOrigin,
): Promise<Result<null>> {
  if (!passwordsAreUsed()) return emailAtProvider();
  if (mailSending() === 'noServer') return noMailServer;
  // The new address could choose another password by mail.
  const mayChange = await secondFactorFirst(session);
  if (!mayChange.ok) return mayChange;
  const userId = session.user.id;
  const wait = await emailChangeLimit.count({ userId });
  if (wait !== null) return fail(tooManyTries(wait));
  const shown = await confirmByPassword(session, present);
  if (!shown.ok) return shown;
  if (session.user.email === email) {
    return failure('inputInvalid', 'Nothing was changed: look at the marked field.', {
      fields: { email: 'This is your e-mail already.' },
    });
  }
  const done = await db.$transaction(async (transaction) => {
    const person = await lockPerson(transaction, userId);
    if (person?.passwordHash !== shown.value.passwordHash) return changedMeanwhile;
    const isTaken = (await transaction.user.findUnique({ where: { email }, select: { id: true } })) !== null;
    const now = Date.now();
    await transaction.emailChange.updateMany({
      where: { userId, ...waitingChange },
      data: { replacedAt: new Date(now) },
    });
    const [confirm, stop] = [newToken(), newToken()];
    await transaction.emailChange.create({
      data: {
        userId,
        fromEmail: person.email,
        toEmail: email,
        confirmHash: isTaken ? null : tokenHash(confirm),
        stopHash: tokenHash(stop),
        confirmBy: new Date(now + CONFIRM_WITHIN_MS),
        takeBackBy: new Date(now + TAKE_BACK_WITHIN_MS),
      },
    });
    await recordAudit(transaction, {
      ...{ businessId: null, userId, by: { userId, name: person.name } },
      action: 'emailChangeAsked',
      detail: { to: email },
      from,
    });
    const asked = isTaken ? addressTaken(person.name) : confirmEmail(person.name, confirm);
    return ok([
      ...(await write(transaction, { name: person.name, email }, asked)),
      ...(await write(transaction, person, emailChangeAsked(email, stop))),
    ]);
  });
  if (!done.ok) return done;
  await wake(done.value);
  return ok(null);
}

/** How a change stands, for the person's own page. */
export type PendingEmailChange = {
  toEmail: string;
  toConfirmedAt: Date | null;
  fromConfirmedAt: Date | null;
  /** When it is done without the old address; null while that is waited for. */
  aloneAt: Date | null;
  /** Until when what is missing can come. */
  waitsUntil: Date;
};

/** The change that waits for somebody to say yes; null when none does. */
export async function pendingEmailChange(userId: string): Promise<PendingEmailChange | null> {
  const change = await db.emailChange.findFirst({ where: { userId, ...waitingChange }, orderBy: { id: 'desc' } });
  if (!change || waitsUntil(change) <= new Date()) return null;
  const { toEmail, toConfirmedAt, fromConfirmedAt, aloneAt } = change;
  return { toEmail, toConfirmedAt, fromConfirmedAt, aloneAt, waitsUntil: waitsUntil(change) };
}

/** Until when somebody may say yes: the new address has a day, the old one longer. */
export const waitsUntil = ({ toConfirmedAt, confirmBy, takeBackBy }: EmailChange) =>
  toConfirmedAt ? takeBackBy : confirmBy;

/** The person does not want it any more: nothing changes, and its links no longer work. */
export async function dropEmailChange({ id: userId, name }: Asker['user'], from: RequestOrigin): Promise<Result<null>> {
  await db.$transaction(async (transaction) => {
    await lockPerson(transaction, userId);
    const [dropped] = await transaction.emailChange.updateManyAndReturn({
      where: { userId, ...waitingChange },
      data: { replacedAt: new Date() },
      select: { toEmail: true },
    });
    if (!dropped) return;
    await recordAudit(transaction, {
      ...{ businessId: null, userId, by: { userId, name } },
      ...{ action: 'emailChangeDropped', detail: { to: dropped.toEmail }, from },
    });
  });
  return ok(null);
}

/**
 * For whoever can no longer read the old address: once the new one has confirmed, the change is done in seven days,
 * unless the old address stops it. Takes the password and a second factor, so that neither a stolen password nor an open
 * browser is enough; whoever has none sets one up first, of which the old address is told too.
 */
export async function changeWithoutOldEmail(
  session: Asker,
  present: string,
  from: RequestOrigin,
): Promise<Result<{ at: Date }>> {
  if (!passwordsAreUsed()) return emailAtProvider();
  const { id: userId } = session.user;
  if (!session.secondFactorAt || !(await hasSecondFactor(db, userId))) return secondFactorMissing;
  const wait = await emailChangeLimit.count({ userId });
  if (wait !== null) return fail(tooManyTries(wait));
  const shown = await confirmByPassword(session, present);
  if (!shown.ok) return shown;
  const done = await db.$transaction(async (transaction) => {
    const person = await lockPerson(transaction, userId);
    if (person?.passwordHash !== shown.value.passwordHash) return changedMeanwhile;
    const change = await transaction.emailChange.findFirst({
      where: { userId, ...waitingChange },
      orderBy: { id: 'desc' },
    });
    if (!change?.toConfirmedAt || change.aloneAt || waitsUntil(change) <= new Date()) return notWaiting;
    const stop = newToken();
    const at = new Date(Date.now() + ALONE_AFTER_MS);
    await transaction.emailChange.update({
      where: { id: change.id },
      // Until it is done, which the sweep does.
      data: { aloneAt: at, aloneHash: tokenHash(stop), takeBackBy: new Date(at.getTime() + DAY_MS) },
    });
    await recordAudit(transaction, {
      ...{ businessId: null, userId, by: { userId, name: person.name } },
      ...{ action: 'emailChangeAlone', detail: { from: change.fromEmail, to: change.toEmail }, from },
    });
    return ok({ at, mails: await write(transaction, person, emailChangeAlone(person, change.toEmail, at, stop)) });
  });
  if (!done.ok) return done;
  await wake(done.value.mails);
  return ok({ at: done.value.at });
}

const noMailServer = failure(
  'noMailServer',
  'No mail server is set up, so nobody can confirm a new address. Nothing was changed. Whoever runs Intray sets one up.',
);

const secondFactorMissing = failure(
  'secondFactorMissing',
  'Without the old address this takes your password and a second factor, which you have not shown here. Nothing was changed.',
);

const notWaiting = failure(
  'notWaiting',
  'The new address has not confirmed yet, or the change is no longer waiting. Nothing was changed: reload the page to see how it stands.',
);
