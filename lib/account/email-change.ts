import { z } from 'zod';
import { type Db, db } from '#lib/db.ts';
import { linkPaths } from '#lib/domain/paths.ts';
import { fail, failure, ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { mailSending } from '#lib/mail/list-mails.ts';
import { wake } from '#lib/mail/wake.ts';
import { newToken, tokenHash } from '#lib/token.ts';
import type { EmailChange } from '#prisma/generated/client.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { emailChangeLimit, linkLimit } from './account-limits.ts';
import { addressTaken, confirmEmail, emailChangeAsked, emailChanged, emailTakenBack, write } from './account-mails.ts';
import { changedMeanwhile } from './change-password.ts';
import { confirmByPassword } from './confirm-person.ts';
import { endOtherWaysIn } from './end-other-ways-in.ts';
import { lockPerson } from './lock-person.ts';
import { newEmail } from './new-email.ts';
import { newResetToken, replaceResets, storePassword } from './password-reset.ts';
import { tooManyTries } from './rate-limit.ts';
import type { LiveSession } from './sessions.ts';
import { secondFactorFirst } from './two-factor/second-factor-first.ts';

const DAY_MS = 24 * 60 * 60_000;
const CONFIRM_WITHIN_MS = DAY_MS;
/** From the wish on, and once more from the change on. */
const TAKE_BACK_WITHIN_MS = 7 * DAY_MS;

export const changeEmailInput = z.object({ email: newEmail, present: z.string().max(256) });

/**
 * Asks the new address to confirm, and tells the old one. Whether somebody has an account with the new address is told
 * to nobody but who reads its mail.
 */
export async function askToChangeEmail(
  session: Pick<LiveSession, 'user' | 'createdAt' | 'secondFactorAt'>,
  { email, present }: z.output<typeof changeEmailInput>,
  from: RequestOrigin,
): Promise<Result<null>> {
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
      where: { userId, confirmedAt: null, takenBackAt: null, replacedAt: null },
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

/** What a link of a change is about, or why it no longer works. */
export async function checkEmailLink(
  token: string,
  { address }: RequestOrigin,
): Promise<Result<{ fromEmail: string; toEmail: string; isConfirmed: boolean }>> {
  const wait = await linkLimit.count({ address });
  if (wait !== null) return fail(tooManyTries(wait));
  const found = await changeOf(db, token);
  const problem = problemOf(found);
  if (!found || problem) return problem ?? unknown;
  const { fromEmail, toEmail, confirmedAt } = found.change;
  return ok({ fromEmail, toEmail, isConfirmed: confirmedAt !== null });
}

/** The new address says yes: from now on the person signs in with it. */
export async function confirmEmailBy(token: string, from: RequestOrigin): Promise<Result<{ email: string }>> {
  const done = await withChange(token, from, 'confirm', async (transaction, change, person) => {
    if (person.email !== change.fromEmail) return replaced;
    const takeBack = newToken();
    const now = new Date();
    await transaction.emailChange.update({
      where: { id: change.id },
      data: {
        confirmedAt: now,
        takeBackHash: tokenHash(takeBack),
        takeBackBy: new Date(now.getTime() + TAKE_BACK_WITHIN_MS),
      },
    });
    await transaction.user.update({ where: { id: person.id }, data: { email: change.toEmail } });
    // Those went to the old address.
    await replaceResets(transaction, person.id, now);
    await recordAudit(transaction, {
      ...{ businessId: null, userId: person.id, by: { userId: person.id, name: person.name } },
      action: 'emailChanged',
      detail: { from: change.fromEmail, to: change.toEmail },
      from,
    });
    const mails = await write(transaction, person, emailChanged(change.toEmail, takeBack));
    return ok({ email: change.toEmail, mails });
  });
  if (!done.ok) return done;
  await wake(done.value.mails);
  return ok({ email: done.value.email });
}

/**
 * The old address says no, before the change or within seven days after it: the e-mail stays or comes back, all
 * sessions and other ways in end, and the password, which whoever asked knew, is none any more; so too when the e-mail
 * has gone on to yet another. Gives the path to choose a new password.
 */
export async function keepEmailBy(token: string, from: RequestOrigin): Promise<Result<{ next: string }>> {
  const done = await withChange(token, from, 'keep', async (transaction, change, person) => {
    const now = new Date();
    await transaction.emailChange.update({ where: { id: change.id }, data: { takenBackAt: now } });
    // The addresses that it went on to are those of whoever took it: their links bring nothing back.
    await transaction.emailChange.updateMany({
      where: { userId: person.id, id: { gt: change.id }, takenBackAt: null },
      data: { replacedAt: now },
    });
    await transaction.user.update({ where: { id: person.id }, data: { email: change.fromEmail } });
    await storePassword(transaction, person.id, null, now);
    await recordAudit(transaction, {
      ...{ businessId: null, userId: person.id, by: { userId: person.id, name: person.name } },
      action: 'emailTakenBack',
      detail: { from: change.toEmail, to: change.fromEmail },
      from,
    });
    const ended = await endOtherWaysIn(transaction, person, from);
    const { name } = person;
    const mails = await write(transaction, { name, email: change.fromEmail }, emailTakenBack(change, ended));
    return ok({ next: linkPaths.newPassword(await newResetToken(transaction, person.id)), mails });
  });
  if (!done.ok) return done;
  await wake(done.value.mails);
  return ok({ next: done.value.next });
}

const noMailServer = failure(
  'noMailServer',
  'No mail server is set up, so nobody can confirm a new address. Nothing was changed. Whoever runs Intray sets one up.',
);

type LinkKind = 'confirm' | 'keep';

/** Does something with the change that a link names, if it still works, one at a time for each person. */
async function withChange<T>(
  token: string,
  { address }: RequestOrigin,
  kind: LinkKind,
  act: (
    transaction: Db,
    change: EmailChange,
    person: { id: string; name: string; email: string },
  ) => Promise<Result<T>>,
): Promise<Result<T>> {
  const wait = await linkLimit.count({ address });
  if (wait !== null) return fail(tooManyTries(wait));
  const asked = await changeOf(db, token);
  if (asked?.kind !== kind) return unknown;
  try {
    return await db.$transaction(async (transaction) => {
      const person = await lockPerson(transaction, asked.change.userId);
      const found = await changeOf(transaction, token);
      const problem = problemOf(found);
      if (!person || !found || problem) return problem ?? unknown;
      return act(transaction, found.change, person);
    });
  } catch (error) {
    // The index decides between two people who want one address at the same moment.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return taken;
    throw error;
  }
}

async function changeOf(client: Db, token: string): Promise<{ change: EmailChange; kind: LinkKind } | null> {
  const hash = tokenHash(token);
  const change = await client.emailChange.findFirst({
    where: { OR: [{ confirmHash: hash }, { stopHash: hash }, { takeBackHash: hash }] },
  });
  return change && { change, kind: change.confirmHash === hash ? 'confirm' : 'keep' };
}

/** Null while the link works. */
function problemOf(found: { change: EmailChange; kind: LinkKind } | null) {
  if (!found) return unknown;
  const { change, kind } = found;
  const now = new Date();
  if (change.takenBackAt) return failure('linkUsed', `This was stopped already: ${change.fromEmail} is the e-mail.`);
  if (kind === 'confirm' && change.confirmedAt) {
    return failure('linkUsed', `This was confirmed already: ${change.toEmail} is the e-mail.`);
  }
  // What was replaced changed nothing, so there is nothing to stop.
  if (change.replacedAt) return replaced;
  if (now > (kind === 'confirm' ? change.confirmBy : change.takeBackBy)) {
    const lived = kind === 'confirm' ? 'a day' : 'seven days';
    return failure('linkExpired', `This link worked for ${lived}, which is over. Nothing was changed.`);
  }
  return null;
}

const replaced = failure(
  'linkReplaced',
  'Something newer came between: a later change of the e-mail, or a new password. Nothing was changed with this link.',
);

const unknown = failure(
  'linkUnknown',
  'This is not a link that Intray knows. Open it from the mail once more, whole. Nothing was changed.',
);

const taken = failure(
  'emailTaken',
  'An account has this address by now, so nothing was changed. Sign in with that account, or choose another address.',
);
