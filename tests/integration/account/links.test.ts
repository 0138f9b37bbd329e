import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resetAskLimit } from '#lib/account/account-limits.ts';
import { changePassword } from '#lib/account/change-password.ts';
import {
  askToChangeEmail,
  changeWithoutOldEmail,
  dropEmailChange,
  pendingEmailChange,
} from '#lib/account/email-change.ts';
import {
  agreeToEmailBy,
  carryOutAlone,
  checkEmailLink,
  confirmEmailBy,
  keepEmailBy,
} from '#lib/account/email-change-links.ts';
import { checkReset, makeResetLink, resetPasswordBy, sendResetLink } from '#lib/account/password-reset.ts';
import { hashPassword } from '#lib/account/passwords.ts';
import { beginStep } from '#lib/account/pending-step.ts';
import { pruneLinks } from '#lib/account/prune-links.ts';
import { liveSession } from '#lib/account/sessions.ts';
import { signIn } from '#lib/account/sign-in.ts';
import { beginTwoFactor } from '#lib/account/two-factor/set-up-two-factor.ts';
import { db } from '#lib/db.ts';
import { sendMail } from '#lib/mail/send-mail.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import { invite } from '#lib/team/invitations/invite.ts';
import { aPerson, aSession, from, type TestPerson } from '#tests/support/account.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { logLines } from '#tests/support/log-lines.ts';
import { type SmtpServer, startSmtp, withMailSettings } from '#tests/support/smtp.ts';

let server: SmtpServer;
let person: TestPerson;

withMailSettings();
beforeEach(async () => {
  await db.mail.deleteMany();
  await db.rateLimit.deleteMany();
  person = await aPerson();
  server = await startSmtp();
});
afterEach(() => server.stop());
afterAll(closeQueues);

const chosen = 'seven kettles quietly orbit';

/** What the mail server has taken since, each with whom it is for, its title and the token of its link. */
async function mails() {
  for (const { id } of await db.mail.findMany({ where: { state: 'WAITING' }, orderBy: { createdAt: 'asc' } })) {
    await sendMail(id);
  }
  return server.mails.splice(0).map(({ to, text }) => {
    const plain = text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
    return {
      to: to.join(),
      title: /^Subject: (.*)$/m.exec(text)?.[1] ?? '',
      token: /#([\w-]{43})\b/.exec(plain)?.[1] ?? '',
      plain,
    };
  });
}

/** Of several that one cause has written, which may have gone out in any order. */
const mailTo = async (email: string) => (await mails()).find(({ to }) => to === email);
const titles = async () => Object.fromEntries((await mails()).map(({ to, title }) => [to, title]));

/** What signs in to the account, or soon would, beside the password. */
async function addWaysIn(): Promise<void> {
  const userId = person.id;
  const passkey = { name: 'Laptop', credentialId: userId, publicKey: Buffer.from('none'), counter: 0 };
  await db.passkey.create({ data: { userId, ...passkey } });
  await db.providerLink.create({
    data: { userId, issuer: 'https://id.example', subject: userId, email: person.email },
  });
  await db.totp.create({ data: { userId, secret: 'none', confirmedAt: new Date() } });
  await beginStep('newPasskey', { userId, detail: 'challenge' });
}

async function waysIn() {
  const where = { userId: person.id };
  return {
    passkeys: await db.passkey.count({ where }),
    links: await db.providerLink.count({ where }),
    steps: await db.pendingStep.count({ where }),
    phones: await db.totp.count({ where }),
  };
}

async function resetToken(): Promise<string> {
  await sendResetLink(person.email, from);
  return (await mails()).at(-1)?.token ?? '';
}

const codeOf = (answer: { ok: boolean; error?: { code: string } }) => (answer.ok ? 'ok' : answer.error?.code);
const reset = async (token: string, password = chosen) => codeOf(await resetPasswordBy({ token, password }, from));
const signsIn = async (email: string, password: string) => (await signIn({ email, password, ...from })).ok;
const emailNow = async () => (await db.user.findUniqueOrThrow({ where: { id: person.id } })).email;

describe('a forgotten password', () => {
  test('is chosen anew with the link in the mail, which ends all sessions and is told', async () => {
    const session = await aSession(person.id);
    const token = await resetToken();
    expect(await checkReset(token, from)).toEqual({ ok: true, value: { email: person.email } });
    expect(await reset(token)).toBe('ok');
    expect(await liveSession(session)).toBeNull();
    expect([await signsIn(person.email, person.password), await signsIn(person.email, chosen)]).toEqual([false, true]);
    expect(await mails()).toMatchObject([{ to: person.email, title: 'Your password was changed' }]);
  });

  test('ends the other ways in, which whoever had the account before may have added, save the phone', async () => {
    await addWaysIn();
    expect(await reset(await resetToken())).toBe('ok');
    expect(await waysIn()).toEqual({ passkeys: 0, links: 0, steps: 0, phones: 1 });
    const removed = { userId: person.id, action: { in: ['passkeyRemoved', 'providerUnlinked'] } };
    expect(await db.auditEntry.count({ where: removed })).toBe(2);
    const [told] = await mails();
    expect(told?.plain).toContain('if they were yours, add them again');
    expect(told?.plain).toContain('A code from a phone is asked for as before');
  });

  test('leads back to the invitation that somebody was on their way to, and to nothing that a stranger could ask for', async () => {
    const admin = await aBusiness();
    const invited = await invite(admin, { people: [{ email: person.email, name: '' }], role: 'BOOKKEEPER' }, from);
    expect(invited).toMatchObject({ ok: true });
    const [invitation] = await mails();
    const path = /\/invitation\/[\w-]{43}/.exec(invitation?.plain ?? '')?.[0] ?? '';
    const leadsTo = async (returnTo: string, email = person.email) => {
      await sendResetLink(email, from, returnTo);
      return /\/new-password\S*#/.exec((await mails())[0]?.plain ?? '')?.[0];
    };
    expect(await leadsTo(path)).toBe(`/new-password?callbackUrl=${encodeURIComponent(path)}#`);
    const nowhere = '/new-password#';
    expect(await leadsTo(path, (await aPerson()).email), 'another’s invitation').toBe(nowhere);
    expect(await leadsTo('/Your account is closed. Call 0900 123456')).toBe(nowhere);
    expect(await leadsTo(`/invitation/${'Call-0900-123456-'.repeat(3)}`)).toBe(nowhere);
    await db.invitation.updateMany({ data: { withdrawnAt: new Date() } });
    expect(await leadsTo(path), 'one that lets nobody in').toBe(nowhere);
  });

  test('of an e-mail that nobody has writes nothing', async () => {
    await sendResetLink('nobody@example.com', from);
    expect(await db.mail.count()).toBe(0);
  });

  test('is chosen once with a link: of two at the same moment one succeeds', async () => {
    const token = await resetToken();
    const codes = await Promise.all([reset(token), reset(token, 'eleven badgers softly argue')]);
    expect(codes.sort()).toEqual(['linkUsed', 'ok']);
  });

  test('each reason why a link does not work is told', async () => {
    const first = await resetToken();
    const second = await resetToken();
    expect(await reset(first)).toBe('linkReplaced');
    await db.passwordReset.updateMany({ data: { expiresAt: new Date() } });
    expect(await reset(second)).toBe('linkExpired');
    expect(await reset('nobody has this one')).toBe('linkUnknown');
    const third = await resetToken();
    await reset(third);
    expect(await reset(third)).toBe('linkUsed');
  });

  test('of two links asked for at the same moment one works', async () => {
    await Promise.all([sendResetLink(person.email, from), sendResetLink(person.email, from)]);
    const tokens = (await mails()).map(({ token }) => token);
    const codes = await Promise.all(tokens.map(async (token) => codeOf(await checkReset(token, from))));
    expect(codes.sort()).toEqual(['linkReplaced', 'ok']);
  });

  test('is not replaced by one that is easy to guess, and the link goes on working', async () => {
    const token = await resetToken();
    expect(await reset(token, 'password12345')).toBe('inputInvalid');
    expect(await reset(token)).toBe('ok');
  });

  test('is helped by an operator where no mail arrives', async () => {
    const link = await makeResetLink(person.email.toUpperCase());
    expect(await reset(link?.split('#')[1] ?? '')).toBe('ok');
    expect(await makeResetLink('nobody@example.com')).toBeNull();
  });

  test('cannot be asked for again and again, whether the e-mail has an account or not', async () => {
    for (const email of [person.email, 'nobody@example.com']) {
      const waits: (number | null)[] = [];
      for (let count = 0; count < 4; count++) waits.push(await resetAskLimit.count({ email, address: from.address }));
      expect(waits.slice(0, 3)).toEqual([null, null, null]);
      expect(waits[3]).toBeGreaterThan(0);
    }
  });

  test('can be asked for by its owner, however often a stranger asks elsewhere', async () => {
    const { email } = person;
    for (let count = 0; count < 20; count++) await resetAskLimit.count({ email, address: '198.51.100.7' });
    expect(await resetAskLimit.count({ email, address: from.address })).toBeNull();
  });

  test('cannot be asked for without end by many machines together', async () => {
    const { email } = person;
    const asks = Array.from({ length: 10 }, (_, count) => resetAskLimit.count({ email, address: `10.0.0.${count}` }));
    expect(await Promise.all(asks)).toEqual(Array(10).fill(null));
    expect(await resetAskLimit.count({ email, address: from.address })).toBeGreaterThan(0);
  });

  test('a token is stored as a hash and stands in no log', async () => {
    let token = '';
    const lines = await logLines(async () => {
      token = await resetToken();
      await reset(token);
    });
    const stored = [await db.passwordReset.findMany(), await db.mail.findMany(), await db.auditEntry.findMany()];
    expect(JSON.stringify([lines, stored])).not.toContain(token);
  });
});

describe('a new password', () => {
  const change = async (present: string, password = chosen, sessionId = '') =>
    codeOf(await changePassword({ userId: person.id, sessionId, from }, { present, password }));

  test('ends all sessions but the one in which it was chosen, and is told', async () => {
    const [here, elsewhere] = [await aSession(person.id), await aSession(person.id)];
    await db.mail.deleteMany();
    expect(await change(person.password, chosen, here)).toBe('ok');
    expect([await liveSession(here), await liveSession(elsewhere)]).toEqual([expect.anything(), null]);
    expect(await mails()).toMatchObject([{ to: person.email, title: 'Your password was changed' }]);
  });

  test('asks for the present one, and lets nobody guess it', async () => {
    for (let tries = 0; tries < 5; tries++) expect(await change('a wrong password')).toBe('passwordWrong');
    expect(await change(person.password)).toBe('tooManyTries');
  });

  test('makes worthless what was asked for under the old one', async () => {
    const token = await resetToken();
    expect(await change(person.password)).toBe('ok');
    expect(await reset(token)).toBe('linkReplaced');
  });

  test('forgets the secret of a phone that somebody began to set up under the old one, and keeps one in use', async () => {
    const secretNow = async () => {
      const begun = await beginTwoFactor(person);
      return begun.ok ? begun.value.secret : begun.error.code;
    };
    const known = await secretNow();
    expect(await change(person.password)).toBe('ok');
    expect(await secretNow()).not.toBe(known);
    await db.totp.updateMany({ where: { userId: person.id }, data: { confirmedAt: new Date() } });
    expect(await change(chosen, 'eleven badgers softly argue')).toBe('ok');
    expect(await secretNow()).toBe('alreadyOn');
  });
});

describe('a new e-mail', () => {
  const wanted = () => `new-${person.email}`;

  const inSession = (user: TestPerson) => ({ user, secondFactorAt: null, createdAt: new Date() });

  async function ask(email = wanted(), asker = person) {
    const answer = await askToChangeEmail(inSession(asker), { email, present: asker.password }, from);
    const written = await mails();
    const toNew = written.find(({ to }) => to === email);
    return { code: codeOf(answer), toNew, toOld: written.find((mail) => mail !== toNew) };
  }

  const confirm = async (token = '') => codeOf(await confirmEmailBy(token, from));
  const agree = async (token = '') => codeOf(await agreeToEmailBy(token, from));
  const both = async ({ toNew, toOld }: Pick<Awaited<ReturnType<typeof ask>>, 'toNew' | 'toOld'>) => {
    expect([await confirm(toNew?.token), await agree(toOld?.token)]).toEqual(['ok', 'ok']);
  };
  const keep = async (token = '') => codeOf(await keepEmailBy(token, from));

  test.each([
    ['new', 'from'],
    ['old', 'to'],
  ])('holds once both addresses have said yes, the %s one first, and both are told', async (first, waitsFor) => {
    const { toNew, toOld } = await ask();
    expect([toNew?.to, toOld?.to]).toEqual([wanted(), person.email]);
    expect(await checkEmailLink(toNew?.token ?? '', from)).toMatchObject({ ok: true, value: { toEmail: wanted() } });
    const [confirms, agrees] = [
      () => confirmEmailBy(toNew?.token ?? '', from),
      () => agreeToEmailBy(toOld?.token ?? '', from),
    ];
    const [sooner, later] = first === 'new' ? [confirms, agrees] : [agrees, confirms];
    expect(await sooner()).toMatchObject({ ok: true, value: { email: wanted(), waitsFor } });
    expect(await emailNow()).toBe(person.email);
    expect(await later()).toEqual({ ok: true, value: { email: wanted(), waitsFor: null } });
    expect([await signsIn(wanted(), person.password), await signsIn(person.email, person.password)]).toEqual([
      true,
      false,
    ]);
    expect(await titles()).toEqual({
      [person.email]: 'Your e-mail was changed',
      [wanted()]: 'You sign in with this address now',
    });
    expect([await confirm(toNew?.token), await agree(toOld?.token)]).toEqual(['linkUsed', 'linkUsed']);
  });

  test('said yes to by both at the same moment is changed once', async () => {
    const { toNew, toOld } = await ask();
    expect(await Promise.all([confirm(toNew?.token), agree(toOld?.token)])).toEqual(['ok', 'ok']);
    expect(await emailNow()).toBe(wanted());
    expect(await mails()).toHaveLength(2);
  });

  test('is shown as it stands at every moment, until it is done or dropped', async () => {
    const pending = () => pendingEmailChange(person.id);
    expect(await pending()).toBeNull();
    const { toNew, toOld } = await ask();
    expect(await pending()).toMatchObject({ toEmail: wanted(), toConfirmedAt: null, fromConfirmedAt: null });
    await confirm(toNew?.token);
    expect(await pending()).toMatchObject({ toConfirmedAt: expect.any(Date), fromConfirmedAt: null, aloneAt: null });
    await dropEmailChange(person, from);
    expect(await pending()).toBeNull();
    expect(await agree(toOld?.token)).toBe('linkReplaced');
    await ask();
    await db.emailChange.updateMany({ data: { confirmBy: new Date() } });
    expect(await pending()).toBeNull();
  });

  describe('whose old address can no longer be read', () => {
    async function alone({ hasTwo = true } = {}) {
      const { toNew, toOld } = await ask();
      await confirm(toNew?.token);
      const secondFactorAt = hasTwo ? new Date() : null;
      if (hasTwo) await db.totp.create({ data: { userId: person.id, secret: 'none', confirmedAt: new Date() } });
      const answer = await changeWithoutOldEmail({ ...inSession(person), secondFactorAt }, person.password, from);
      const [told] = await mails();
      return { code: codeOf(answer), stop: told?.token, told, toOld };
    }
    /** As if the day had come. */
    const daysLater = () =>
      db.emailChange.updateMany({
        where: { userId: person.id, aloneAt: { not: null } },
        data: { aloneAt: new Date(0) },
      });

    test('is changed by password and second factor after seven days, of which the old address is told', async () => {
      const { code, told } = await alone();
      expect(code).toBe('ok');
      expect(told).toMatchObject({ to: person.email, title: 'Your e-mail changes in seven days' });
      expect(await carryOutAlone()).toBe(0);
      expect(await emailNow()).toBe(person.email);
      await daysLater();
      expect(await carryOutAlone()).toBe(1);
      expect(await carryOutAlone()).toBe(0);
      expect(await emailNow()).toBe(wanted());
      expect(await titles()).toEqual({ [person.email]: 'Your e-mail was changed', [wanted()]: expect.any(String) });
    });

    test('is stopped by either mail to it meanwhile, and taken back after', async () => {
      const { stop } = await alone();
      expect(await keep(stop)).toBe('ok');
      await daysLater();
      expect(await carryOutAlone()).toBe(0);
      expect(await emailNow()).toBe(person.email);
    });

    test('is taken back after it was changed so', async () => {
      const { stop } = await alone();
      await daysLater();
      await carryOutAlone();
      expect(await keep(stop)).toBe('ok');
      expect(await emailNow()).toBe(person.email);
    });

    test('is kept by the old address in the very moment in which it is changed', async () => {
      const { stop } = await alone();
      await daysLater();
      const [, , kept] = await Promise.all([carryOutAlone(), carryOutAlone(), keep(stop)]);
      expect([kept, await emailNow()]).toEqual(['ok', person.email]);
      expect(await carryOutAlone()).toBe(0);
      expect(await signsIn(person.email, person.password), 'nor by the password that was known').toBe(false);
    });

    test('is not changed by the password alone, nor before the new address has confirmed', async () => {
      expect((await alone({ hasTwo: false })).code).toBe('secondFactorMissing');
      await ask();
      await db.totp.create({ data: { userId: person.id, secret: 'none', confirmedAt: new Date() } });
      const shown = { ...inSession(person), secondFactorAt: new Date() };
      expect(codeOf(await changeWithoutOldEmail(shown, person.password, from))).toBe('notWaiting');
      expect(codeOf(await changeWithoutOldEmail(shown, 'no', from))).toBe('passwordWrong');
    });

    test('is not changed to what has become another’s address meanwhile', async () => {
      await alone();
      await db.user.create({ data: { email: wanted(), name: 'Zoe', passwordHash: '-' } });
      await daysLater();
      expect(await carryOutAlone()).toBe(0);
      expect(await pendingEmailChange(person.id)).toBeNull();
    });
  });

  test('is stopped by the old address before it holds: sessions and the known password end', async () => {
    const session = await aSession(person.id);
    await db.mail.deleteMany();
    const { toNew, toOld } = await ask();
    const kept = await keepEmailBy(toOld?.token ?? '', from);
    expect(await liveSession(session)).toBeNull();
    expect(await signsIn(person.email, person.password)).toBe(false);
    expect(await confirm(toNew?.token)).toBe('linkUsed');
    expect(await reset(kept.ok ? (kept.value.next.split('#')[1] ?? '') : '')).toBe('ok');
    expect(await signsIn(person.email, chosen)).toBe(true);
  });

  test('that is stopped leaves no password, so that strangers at this door cost no hashing', async () => {
    const { toOld } = await ask();
    expect(await keep(toOld?.token)).toBe('ok');
    expect(await db.user.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({ passwordHash: null });
  });

  test('is stopped together with the other ways in that whoever asked may have added', async () => {
    const { toOld } = await ask();
    await addWaysIn();
    expect(await keep(toOld?.token)).toBe('ok');
    expect(await waysIn()).toEqual({ passkeys: 0, links: 0, steps: 0, phones: 1 });
  });

  describe('to which the old address has not agreed, with a phone set up', () => {
    const phones = async () => (await waysIn()).phones;
    const phoneSet = (at: Date) =>
      db.totp.upsert({
        where: { userId: person.id },
        create: { userId: person.id, secret: 'sealed', confirmedAt: at },
        update: { confirmedAt: at },
      });
    const later = () => new Date(Date.now() + 1_000);

    test('after it was asked for, offers to take it away, and does where the person says so', async () => {
      const { toOld } = await ask();
      await phoneSet(later());
      const about = await checkEmailLink(toOld?.token ?? '', from);
      expect(about).toMatchObject({ ok: true, value: { phoneSince: expect.any(String) } });
      await mails();
      expect(codeOf(await keepEmailBy(toOld?.token ?? '', from, { takesPhone: true }))).toBe('ok');
      expect(await phones()).toBe(0);
      expect(await db.recoveryCode.count({ where: { userId: person.id } })).toBe(0);
      expect(await db.auditEntry.count({ where: { userId: person.id, action: 'twoFactorOff' } })).toBe(1);
    });

    test('keeps it where nobody says so, where it was there before, and where that address had agreed', async () => {
      const asked = await ask();
      await phoneSet(later());
      expect(await keep(asked.toOld?.token)).toBe('ok');
      expect(await phones()).toBe(1);
      for (const isAgreed of [true, false]) {
        await db.user.update({ where: { id: person.id }, data: { passwordHash: await hashPassword(person.password) } });
        await db.totp.deleteMany();
        await mails();
        const { toOld } = await ask(`again-${isAgreed}-${person.email}`);
        if (isAgreed) expect(await agree(toOld?.token)).toBe('ok');
        await phoneSet(isAgreed ? later() : new Date(Date.now() - 60_000));
        expect(await checkEmailLink(toOld?.token ?? '', from)).toMatchObject({ value: { phoneSince: null } });
        expect(codeOf(await keepEmailBy(toOld?.token ?? '', from, { takesPhone: true }))).toBe('ok');
        expect(await phones()).toBe(1);
      }
    });
  });

  test('that is stopped is told to the old address, and to no other', async () => {
    const { toNew, toOld } = await ask();
    await both({ toNew, toOld });
    await mails();
    expect(await keep(toOld?.token)).toBe('ok');
    expect(await mails()).toMatchObject([{ to: person.email, title: 'Your e-mail was kept' }]);
  });

  test('is taken back by the old address after it holds, by either mail, even when it went on to a third', async () => {
    const { toNew, toOld } = await ask();
    await both({ toNew, toOld });
    const changed = await mailTo(person.email);
    const third = `third-${person.email}`;
    const onward = await ask(third);
    await both(onward);
    const changedOnward = await mailTo(wanted());
    expect(await emailNow()).toBe(third);
    expect(await keep(changed?.token)).toBe('ok');
    expect(await emailNow()).toBe(person.email);
    expect(await keep(toOld?.token)).toBe('linkUsed');
    // Those went to the second address, which is whose hand it was taken from.
    expect(await keep(changedOnward?.token)).toBe('linkReplaced');
    expect(await keep(onward.toOld?.token)).toBe('linkReplaced');
    expect(await emailNow()).toBe(person.email);
  });

  test('is taken back within seven days, and not later', async () => {
    await both(await ask());
    const changed = await mailTo(person.email);
    await db.emailChange.updateMany({ data: { takeBackBy: new Date() } });
    expect(await keep(changed?.token)).toBe('linkExpired');
    expect(await emailNow()).toBe(wanted());
  });

  test('that is another’s account is answered as any, and told to that address alone', async () => {
    const other = await aPerson();
    const free = await ask();
    const taken = await ask(other.email);
    expect(taken.code).toBe(free.code);
    expect(taken.toOld?.title).toBe(free.toOld?.title);
    expect(taken.toNew).toMatchObject({ to: other.email, title: 'This address has an account already', token: '' });
  });

  test('wanted by two at the same moment is given to one', async () => {
    const other = await aPerson();
    const email = wanted();
    const [mine, theirs] = [await ask(email), await ask(email, other)];
    for (const { toOld } of [mine, theirs]) await agree(toOld?.token);
    const codes = await Promise.all([confirm(mine.toNew?.token), confirm(theirs.toNew?.token)]);
    expect(codes.sort()).toEqual(['emailTaken', 'ok']);
    expect(await db.user.count({ where: { email } })).toBe(1);
  });

  test('confirmed and stopped at the same moment is as the old address says', async () => {
    const { toNew, toOld } = await ask();
    await agree(toOld?.token);
    const codes = await Promise.all([confirm(toNew?.token), keep(toOld?.token)]);
    expect(codes[1]).toBe('ok');
    expect(await emailNow()).toBe(person.email);
  });

  test('needs the password, and a later wish replaces the one before', async () => {
    const wrong = await askToChangeEmail(inSession(person), { email: wanted(), present: 'no' }, from);
    expect(codeOf(wrong)).toBe('passwordWrong');
    const first = await ask();
    await ask(`third-${person.email}`);
    expect(await confirm(first.toNew?.token)).toBe('linkReplaced');
    expect(await confirm(first.toOld?.token)).toBe('linkUnknown');
  });

  test('makes links to the old address for a new password worthless', async () => {
    const token = await resetToken();
    await both(await ask());
    expect(await reset(token)).toBe('linkReplaced');
  });
});

test('a wrong password is told to the person, once for an address and a quarter of an hour', async () => {
  await signIn({ email: person.email, password: 'a wrong password', ...from });
  await signIn({ email: person.email, password: 'another wrong one', ...from });
  const told = () => db.auditEntry.count({ where: { userId: person.id, action: 'signInRefused' } });
  await expect.poll(told).toBe(1);
});

test('links are forgotten a month after they ended', async () => {
  await sendResetLink(person.email, from);
  await pruneLinks();
  expect(await db.passwordReset.count({ where: { userId: person.id } })).toBe(1);
  await db.passwordReset.updateMany({ data: { expiresAt: new Date(Date.now() - 31 * 86_400_000) } });
  await pruneLinks();
  expect(await db.passwordReset.count({ where: { userId: person.id } })).toBe(0);
});
