import { beforeEach, describe, expect, test } from 'vitest';
import { confirmByPassword, confirmPerson, howToConfirm } from '#lib/account/confirm-person.ts';
import { askToChangeEmail } from '#lib/account/email-change.ts';
import { addPasskey, beginPasskey } from '#lib/account/passkeys/add-passkey.ts';
import { passkeysOf } from '#lib/account/passkeys/manage-passkeys.ts';
import { newPasskeyAnswer } from '#lib/account/passkeys/passkey-answers.ts';
import { beginSession, type LiveSession, liveSession } from '#lib/account/sessions.ts';
import { signIn } from '#lib/account/sign-in.ts';
import { markSession } from '#lib/account/two-factor/mark-session.ts';
import { secondStepFor } from '#lib/account/two-factor/second-step.ts';
import { beginTwoFactor, confirmTwoFactor } from '#lib/account/two-factor/set-up-two-factor.ts';
import { authorise } from '#lib/authorise.ts';
import { db } from '#lib/db.ts';
import { aPerson, from, type TestPerson } from '#tests/support/account.ts';
import { Authenticator } from '#tests/support/authenticator.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { codeOf } from '#tests/support/phone.ts';

let person: TestPerson;
let slug: string;

beforeEach(async () => {
  await db.rateLimit.deleteMany();
  person = await aPerson();
  const { businessId } = await aBusiness({ userId: person.id });
  ({ slug } = await db.business.update({ where: { id: businessId }, data: { needsTwoFactor: true } }));
});

/** The session of a sign-in with the password alone. */
async function passwordSession(): Promise<LiveSession> {
  const right = await signIn({ ...person, ...from });
  if (!right.ok) throw new Error(right.error.code);
  const begun = await beginSession(right.value, from, 'a browser');
  return sessionNow(begun?.id);
}

async function sessionNow(id = ''): Promise<LiveSession> {
  const session = await liveSession(id);
  if (!session) throw new Error('no session');
  return session;
}

async function open({ id }: LiveSession) {
  const { user, secondFactorAt } = await sessionNow(id);
  const access = await authorise({ userId: user.id, secondFactorAt }, slug, 'business.manage');
  return access.ok ? 'open' : access.error.code;
}

const codeFrom = (answer: { ok: boolean; error?: { code: string } }) => (answer.ok ? 'ok' : answer.error?.code);

async function aNewPasskey(session: LiveSession) {
  const begun = await beginPasskey(session.user);
  if (!begun.ok) throw new Error(begun.error.code);
  const answer = newPasskeyAnswer.parse(new Authenticator().make(begun.value.options.challenge));
  return codeFrom(await addPasskey(session, { token: begun.value.token, answer, name: 'Another' }, from));
}

async function aPhone(session: LiveSession) {
  const begun = await beginTwoFactor(session.user);
  if (!begun.ok) return begun.error.code;
  return codeFrom(await confirmTwoFactor(session, codeOf(begun.value.secret), from));
}

const aNewEmail = async (session: LiveSession) =>
  codeFrom(await askToChangeEmail(session, { email: `new-${person.email}`, present: person.password }, from));

const hasPasskey = () =>
  db.passkey.create({
    data: { userId: person.id, name: 'Key', credentialId: person.id, publicKey: Buffer.from(''), counter: 0 },
  });

describe('with the password alone, somebody who has a passkey', () => {
  test('neither adds a factor nor changes the e-mail, and a business that asks for two stays closed', async () => {
    await hasPasskey();
    const session = await passwordSession();
    expect(await open(session)).toBe('secondFactorRequired');
    expect(codeFrom(await confirmPerson(session, person.password))).toBe('secondFactorNeeded');
    for (const way of [aNewPasskey, aPhone, aNewEmail]) expect(await way(session)).toBe('secondFactorNeeded');
    expect(await open(session)).toBe('secondFactorRequired');
    expect(await passkeysOf(person.id)).toMatchObject([{ name: 'Key' }]);
    expect(await db.totp.count({ where: { userId: person.id, confirmedAt: { not: null } } })).toBe(0);
  });

  test('does all that once the passkey was shown', async () => {
    await hasPasskey();
    const { id } = await passwordSession();
    await markSession(id);
    const session = await sessionNow(id);
    expect(codeFrom(await confirmPerson(session, ''))).toBe('ok');
    for (const way of [aNewPasskey, aPhone, aNewEmail]) expect(await way(session)).toBe('ok');
    expect(await open(session)).toBe('open');
  });
});

test('a session from before somebody set up their phone adds no passkey until it has shown a code', async () => {
  const before = await passwordSession();
  await db.totp.create({ data: { userId: person.id, secret: 'none', confirmedAt: new Date() } });
  expect(codeFrom(await confirmPerson(before, person.password))).toBe('secondFactorNeeded');
  expect(await aNewPasskey(before)).toBe('secondFactorNeeded');
  expect(await open(before)).toBe('secondFactorRequired');
});

describe('somebody without a password', () => {
  beforeEach(() => db.user.update({ where: { id: person.id }, data: { passwordHash: null } }));

  const sessionOf = (createdAt: Date) => ({ user: person, createdAt, secondFactorAt: null });

  test('confirms by having just signed in', async () => {
    const session = sessionOf(new Date());
    expect(codeFrom(await confirmPerson(session, ''))).toBe('ok');
    expect(codeFrom(await confirmByPassword(session, ''))).toBe('ok');
    expect(codeFrom(await askToChangeEmail(session, { email: `new-${person.email}`, present: '' }, from))).toBe('ok');
  });

  test('is told to sign in anew when that was long ago', async () => {
    const session = sessionOf(new Date(Date.now() - 11 * 60_000));
    expect(await howToConfirm(session)).toBe('signIn');
    for (const confirm of [confirmPerson, confirmByPassword]) {
      expect(codeFrom(await confirm(session, person.password))).toBe('signInAnew');
    }
    const asked = await askToChangeEmail(session, { email: `new-${person.email}`, present: '' }, from);
    expect(codeFrom(asked)).toBe('signInAnew');
  });
});

test.each([
  ['a passkey', aNewPasskey],
  ['their phone', aPhone],
])('somebody without a second factor adds %s, and this opens the business to them', async (_, way) => {
  const session = await passwordSession();
  expect(await secondStepFor({ ...session, userId: person.id, passwordHash: null })).toBeNull();
  expect(await way(session)).toBe('ok');
  expect(await open(session)).toBe('open');
});
