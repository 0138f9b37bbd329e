import { type Db, db } from '#lib/db.ts';
import { linkPaths } from '#lib/domain/paths.ts';
import { fail, failure, ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { wake } from '#lib/mail/wake.ts';
import { newToken, tokenHash } from '#lib/token.ts';
import type { EmailChange } from '#prisma/generated/client.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { linkLimit } from './account-limits.ts';
import { emailChanged, emailIsNew, emailTakenBack, write } from './account-mails.ts';
import { TAKE_BACK_WITHIN_MS, waitingChange } from './email-change.ts';
import { endOtherWaysIn } from './end-other-ways-in.ts';
import { lockPerson } from './lock-person.ts';
import { newResetToken, replaceResets, storePassword } from './password-reset.ts';
import { tooManyTries } from './rate-limit.ts';

/** What the page of a link shows. */
export type EmailLink = {
  fromEmail: string;
  toEmail: string;
  /** The new address holds. */
  isDone: boolean;
  /** The old address has said yes. */
  isAgreed: boolean;
  /** Since when a phone is asked for codes that may be of whoever asked, ISO; null for none. See `strangePhone`. */
  phoneSince: string | null;
};

/** What a link of a change is about, or why it no longer works. */
export async function checkEmailLink(token: string, { address }: RequestOrigin): Promise<Result<EmailLink>> {
  const wait = await linkLimit.count({ address });
  if (wait !== null) return fail(tooManyTries(wait));
  const found = await changeOf(db, token);
  const problem = problemOf(found);
  if (!found || problem) return problem ?? unknown;
  const { fromEmail, toEmail, confirmedAt, fromConfirmedAt } = found.change;
  const phone = await strangePhone(db, found.change);
  return ok({
    ...{ fromEmail, toEmail, isDone: confirmedAt !== null, isAgreed: fromConfirmedAt !== null },
    phoneSince: phone?.toISOString() ?? null,
  });
}

/** What came of a yes: the change, or for whose yes it waits still. */
export type SaidYes = { email: string; waitsFor: 'from' | 'to' | null };

/** The new address says yes. Once both have, the person signs in with it. */
export function confirmEmailBy(token: string, from: RequestOrigin): Promise<Result<SaidYes>> {
  return sayYes(token, from, 'confirm');
}

/** The old address says yes, by the link with which it could stop it too. */
export function agreeToEmailBy(token: string, from: RequestOrigin): Promise<Result<SaidYes>> {
  return sayYes(token, from, 'keep');
}

async function sayYes(token: string, from: RequestOrigin, kind: LinkKind): Promise<Result<SaidYes>> {
  const done = await withChange<{ said: SaidYes; mails: string[] }>(
    token,
    from,
    kind,
    async (transaction, change, person) => {
      if (change.confirmedAt) return changedAlready(change);
      if (person.email !== change.fromEmail) return replaced;
      const now = new Date();
      const said = await transaction.emailChange.update({
        where: { id: change.id },
        data: kind === 'confirm' ? { toConfirmedAt: now } : { fromConfirmedAt: change.fromConfirmedAt ?? now },
      });
      const { toEmail: email, toConfirmedAt, fromConfirmedAt } = said;
      if (toConfirmedAt && fromConfirmedAt) {
        return ok({ said: { email, waitsFor: null }, mails: await carryOut(transaction, said, person, from) });
      }
      await recordAudit(transaction, {
        ...{ businessId: null, userId: person.id, by: { userId: person.id, name: person.name } },
        ...{ action: 'emailChangeConfirmed', detail: { email: kind === 'confirm' ? email : change.fromEmail }, from },
      });
      return ok({ said: { email, waitsFor: kind === 'confirm' ? 'from' : 'to' }, mails: [] });
    },
  );
  if (!done.ok) return done;
  await wake(done.value.mails);
  return ok(done.value.said);
}

/** From now on the new address holds. Tells both; gives the mails. For whoever has locked the person. */
async function carryOut(
  transaction: Db,
  change: EmailChange,
  person: { id: string; name: string },
  from?: RequestOrigin,
): Promise<string[]> {
  const { fromEmail, toEmail } = change;
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
  await transaction.user.update({ where: { id: person.id }, data: { email: toEmail } });
  // Those went to the old address.
  await replaceResets(transaction, person.id, now);
  await recordAudit(transaction, {
    ...{ businessId: null, userId: person.id, by: { userId: person.id, name: person.name } },
    ...{ action: 'emailChanged', detail: { from: fromEmail, to: toEmail }, from },
  });
  const { name } = person;
  return [
    ...(await write(transaction, { name, email: fromEmail }, emailChanged(toEmail, takeBack))),
    ...(await write(transaction, { name, email: toEmail }, emailIsNew(fromEmail))),
  ];
}

/** At once; the next sweep goes on. */
const BATCH = 20;

/** For the sweep: does what was to be done without the old address and has not been stopped. Returns how many. */
export async function carryOutAlone(): Promise<number> {
  const due = await db.emailChange.findMany({
    where: { ...waitingChange, aloneAt: { lte: new Date() } },
    select: { id: true, userId: true },
    take: BATCH,
  });
  let count = 0;
  for (const { id, userId } of due) {
    const mails = await db
      .$transaction(async (transaction) => {
        const person = await lockPerson(transaction, userId);
        const change = await transaction.emailChange.findFirst({ where: { id, ...waitingChange } });
        return person && change?.fromEmail === person.email ? carryOut(transaction, change, person) : null;
      })
      .catch((error: unknown) => {
        if (isTaken(error)) return null;
        throw error;
      });
    if (mails) {
      count += 1;
      await wake(mails);
    } else {
      await db.emailChange.updateMany({ where: { id, ...waitingChange }, data: { replacedAt: new Date() } });
    }
  }
  return count;
}

/**
 * When a phone was set up by somebody in the account after they had asked for a change to which the old address never
 * agreed: perhaps to have it done without that address. Such a phone the old address may take away. One that was there
 * before, or came after its yes, is the person's as far as anybody knows, and a mail is not enough in its place.
 */
async function strangePhone(client: Db, { userId, createdAt, fromConfirmedAt }: EmailChange): Promise<Date | null> {
  if (fromConfirmedAt) return null;
  const phone = await client.totp.findFirst({ where: { userId, confirmedAt: { gt: createdAt } } });
  return phone?.confirmedAt ?? null;
}

/**
 * The old address says no, before the change or within seven days after it: the e-mail stays or comes back, all
 * sessions and other ways in end, and the password, which whoever asked knew, is none any more; so too when the e-mail
 * has gone on to yet another. A phone that may be of whoever asked goes too where the person says so. Gives the path to
 * choose a new password.
 */
export async function keepEmailBy(
  token: string,
  from: RequestOrigin,
  { takesPhone = false }: { takesPhone?: boolean } = {},
): Promise<Result<{ next: string }>> {
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
    const phone = takesPhone && (await strangePhone(transaction, change));
    if (phone) await takePhoneAway(transaction, person, from);
    const ended = await endOtherWaysIn(transaction, person, from);
    const more = phone ? ['The phone that was asked for codes no longer is: set up your own.', ...ended] : ended;
    const { name } = person;
    const mails = await write(transaction, { name, email: change.fromEmail }, emailTakenBack(change, more));
    return ok({ next: linkPaths.newPassword(await newResetToken(transaction, person.id)), mails });
  });
  if (!done.ok) return done;
  await wake(done.value.mails);
  return ok({ next: done.value.next });
}

async function takePhoneAway(transaction: Db, { id: userId, name }: { id: string; name: string }, from: RequestOrigin) {
  await transaction.totp.deleteMany({ where: { userId } });
  await transaction.recoveryCode.deleteMany({ where: { userId } });
  await recordAudit(transaction, { businessId: null, userId, by: { userId, name }, action: 'twoFactorOff', from });
}

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
    if (isTaken(error)) return taken;
    throw error;
  }
}

const isTaken = (error: unknown) => error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';

async function changeOf(client: Db, token: string): Promise<{ change: EmailChange; kind: LinkKind } | null> {
  const hash = tokenHash(token);
  const change = await client.emailChange.findFirst({
    where: { OR: [{ confirmHash: hash }, { stopHash: hash }, { takeBackHash: hash }, { aloneHash: hash }] },
  });
  return change && { change, kind: change.confirmHash === hash ? 'confirm' : 'keep' };
}

/** Null while the link works. */
function problemOf(found: { change: EmailChange; kind: LinkKind } | null) {
  if (!found) return unknown;
  const { change, kind } = found;
  const now = new Date();
  if (change.takenBackAt) return failure('linkUsed', `This was stopped already: ${change.fromEmail} is the e-mail.`);
  if (kind === 'confirm' && change.confirmedAt) return changedAlready(change);
  // What was replaced changed nothing, so there is nothing to stop.
  if (change.replacedAt) return replaced;
  if (kind === 'confirm' && change.toConfirmedAt) {
    return failure(
      'linkUsed',
      `This address was confirmed already. The e-mail changes once ${change.fromEmail} has agreed, by the link in the mail there.`,
    );
  }
  if (now > (kind === 'confirm' ? change.confirmBy : change.takeBackBy)) {
    const lived = kind === 'confirm' ? 'a day' : 'seven days';
    return failure('linkExpired', `This link worked for ${lived}, which is over. Nothing was changed.`);
  }
  return null;
}

const changedAlready = ({ toEmail }: EmailChange) =>
  failure('linkUsed', `This was confirmed already: ${toEmail} is the e-mail.`);

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
