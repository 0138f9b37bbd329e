import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addPasskey, beginPasskey } from '#lib/account/passkeys/add-passkey.ts';
import { removePasskey } from '#lib/account/passkeys/manage-passkeys.ts';
import { newPasskeyAnswer } from '#lib/account/passkeys/passkey-answers.ts';
import { askForPasskey } from '#lib/account/passkeys/use-passkey.ts';
import { providerLinksOf, unlinkProvider } from '#lib/account/provider/provider-links.ts';
import {
  beginProviderSignIn,
  confirmLink,
  type ProviderOutcome,
  returnFromProvider,
} from '#lib/account/provider/sign-in-by-provider.ts';
import { beginSession, type LiveSession, liveSession } from '#lib/account/sessions.ts';
import { signIn } from '#lib/account/sign-in.ts';
import { secondStepFor, takeSecondStep } from '#lib/account/two-factor/second-step.ts';
import { newTotpSecret } from '#lib/account/two-factor/totp.ts';
import { db } from '#lib/db.ts';
import { encrypt } from '#lib/secrets.ts';
import { aPerson, aSession, from, type TestPerson } from '#tests/support/account.ts';
import { Authenticator } from '#tests/support/authenticator.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { atProvider, type OidcPerson, type OidcServer, startOidc } from '#tests/support/oidc-server.ts';
import { oidcPort, withProviderSettings } from '#tests/support/oidc-settings.ts';
import { codeOf } from '#tests/support/phone.ts';

let server: OidcServer;
let person: TestPerson;

withProviderSettings();
beforeAll(async () => {
  server = await startOidc(oidcPort);
});

afterAll(() => server.stop());

beforeEach(async () => {
  await db.rateLimit.deleteMany();
  for (const fault of ['nonce', 'audience', 'isUnsigned'] as const) delete server.faults[fault];
  person = await aPerson();
});

const verified = (): OidcPerson => ({ sub: `at-acme-${person.id}`, email: person.email, email_verified: true });

/** Goes to the provider as `who` and comes back with its answer. */
async function visit(who: OidcPerson): Promise<{ token: string; query: URLSearchParams }> {
  await atProvider(server.issuer, who);
  const begun = await beginProviderSignIn('/somewhere', from.address);
  if (!begun.ok) throw new Error(begun.error);
  const answer = await fetch(begun.value.url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(back.href).toMatch(/^http:\/\/localhost:3000\/api\/sign-in\/provider\/callback\?/);
  return { token: begun.value.token, query: back.searchParams };
}

async function comeBack(who: OidcPerson): Promise<ProviderOutcome> {
  const { token, query } = await visit(who);
  return returnFromProvider(token, query, from);
}

/** The token of the step that waits for the person. */
async function waiting(who = verified()): Promise<string> {
  const outcome = await comeBack(who);
  if (outcome.step !== 'confirm') throw new Error(outcome.step);
  return outcome.token;
}

async function linked(who = verified()) {
  const confirmed = await confirmLink({ token: await waiting(who), password: person.password }, from);
  if (!confirmed.ok) throw new Error(confirmed.error.code);
  await beginSession(confirmed.value, from, 'a browser');
}

async function aPasskey(): Promise<string> {
  const passkey = { name: 'Laptop', credentialId: person.id, publicKey: Buffer.from('none'), counter: 0 };
  return (await db.passkey.create({ data: { userId: person.id, ...passkey }, select: { id: true } })).id;
}

describe('somebody with an account here', () => {
  test('confirms once with their password, is told so, and from then on signs in by the provider', async () => {
    const outcome = await comeBack(verified());
    const token = outcome.step === 'confirm' ? outcome.token : '';
    const wrong = await confirmLink({ token, password: 'not the password' }, from);
    expect(wrong).toMatchObject({ ok: false, error: { code: 'credentialsWrong' } });
    expect(await providerLinksOf(person.id)).toEqual([]);
    const right = await confirmLink({ token, password: person.password }, from);
    expect(right).toMatchObject({ ok: true, value: { userId: person.id, method: 'provider', secondFactorAt: null } });
    if (right.ok) await beginSession(right.value, from, 'a browser');
    expect(await confirmLink({ token, password: person.password }, from)).toMatchObject({
      error: { code: 'stepOver' },
    });
    expect(await db.mail.count({ where: { toAddress: person.email, kind: 'providerLinked' } })).toBe(1);
    expect(await db.auditEntry.count({ where: { userId: person.id, action: 'providerLinked' } })).toBe(1);
    expect(await comeBack(verified())).toMatchObject({
      step: 'signedIn',
      signedIn: { userId: person.id, method: 'provider' },
      returnTo: '/somewhere',
    });
  });

  test('is known by issuer and subject, whatever e-mail the provider says later', async () => {
    await linked();
    const renamed = { ...verified(), email: 'other@example.com', email_verified: false };
    expect(await comeBack(renamed)).toMatchObject({ step: 'signedIn', signedIn: { userId: person.id } });
  });

  test('is asked for their phone’s code too, unless the provider says that it asked for two factors', async () => {
    await linked();
    await db.totp.create({ data: { userId: person.id, secret: 'none', confirmedAt: new Date() } });
    const [one, two] = [await comeBack(verified()), await comeBack({ ...verified(), amr: ['pwd', 'mfa'] })];
    if (one.step !== 'signedIn' || two.step !== 'signedIn') throw new Error('not signed in');
    expect(await secondStepFor(one.signedIn)).toEqual(expect.any(String));
    expect(two.signedIn.secondFactorAt).toEqual(expect.any(Date));
    expect(await secondStepFor(two.signedIn)).toBeNull();
  });

  test('is linked only once the code of their phone was right, whatever the provider asked for', async () => {
    const secret = newTotpSecret();
    await db.totp.create({
      data: { userId: person.id, secret: encrypt(secret, person.id), confirmedAt: new Date() },
    });
    const mfa = { ...verified(), amr: ['pwd', 'mfa'] };
    const confirmed = await confirmLink({ token: await waiting(mfa), password: person.password }, from);
    const step = confirmed.ok ? await secondStepFor(confirmed.value) : null;
    expect(step).toEqual(expect.any(String));
    expect(await providerLinksOf(person.id)).toEqual([]);
    expect(await comeBack(mfa)).toMatchObject({ step: 'confirm' });
    const taken = await takeSecondStep({ token: step ?? '', code: codeOf(secret) }, from);
    if (taken.ok) await beginSession(taken.value, from, 'a browser');
    expect(await comeBack(mfa)).toMatchObject({ step: 'signedIn', signedIn: { userId: person.id } });
  });

  test('who has a passkey links with it, and not with the password alone', async () => {
    const device = new Authenticator();
    const begun = await beginPasskey(person);
    if (!begun.ok) throw new Error(begun.error.code);
    const session = { id: randomUUID(), user: person, secondFactorAt: null };
    const made = newPasskeyAnswer.parse(device.make(begun.value.options.challenge));
    await addPasskey(session, { token: begun.value.token, answer: made, name: 'Key' }, from);
    const token = await waiting();
    expect(await confirmLink({ token, password: person.password }, from)).toMatchObject({
      error: { code: 'passkeyNeeded' },
    });
    const asked = await askForPasskey(from.address);
    if (!asked.ok) throw new Error(asked.error.code);
    const answer = JSON.stringify(device.answer(asked.value.options.challenge, { userHandle: person.id }));
    const passkey = { token: asked.value.token, answer };
    const confirmed = await confirmLink({ token, password: undefined, passkey }, from);
    expect(confirmed).toMatchObject({ ok: true, value: { secondFactorAt: expect.any(Date) } });
    if (confirmed.ok) await beginSession(confirmed.value, from, 'a browser');
    expect(await comeBack(verified())).toMatchObject({ step: 'signedIn', signedIn: { userId: person.id } });
  });

  test('is never linked by an e-mail that the provider did not verify', async () => {
    for (const email_verified of [false, undefined]) {
      const unverified = {
        sub: 'somebody',
        email: person.email,
        ...(email_verified !== undefined && { email_verified }),
      };
      expect(await comeBack(unverified)).toEqual({ step: 'problem', problem: 'providerUnknown' });
    }
  });
});

test('nobody gets an account by a provider alone', async () => {
  const stranger = { sub: 'stranger', email: 'stranger@example.com', email_verified: true };
  expect(await comeBack(stranger)).toEqual({ step: 'problem', problem: 'providerUnknown' });
  expect(await db.user.findUnique({ where: { email: 'stranger@example.com' } })).toBeNull();
});

test('somebody invited gets an account without a password, once the provider confirms the invited e-mail', async () => {
  const { businessId, actor } = await aBusiness();
  const email = `${businessId}@example.com`;
  const invitation = {
    businessId,
    email,
    role: 'BOOKKEEPER',
    invitedByUserId: actor.userId,
    invitedByName: actor.name,
  } as const;
  const expired = { ...invitation, tokenHash: 'expired', expiresAt: new Date(0) };
  const { id } = await db.invitation.create({ data: expired });
  const who = { sub: businessId, email, email_verified: true };
  expect(await comeBack(who)).toMatchObject({ problem: 'providerUnknown' });
  await db.invitation.update({ where: { id }, data: { expiresAt: new Date(Date.now() + 60_000) } });
  expect(await comeBack({ ...who, email_verified: false })).toMatchObject({ problem: 'providerUnknown' });
  expect(await comeBack(who)).toMatchObject({ step: 'signedIn', signedIn: { method: 'provider' } });
  expect(await db.user.findUnique({ where: { email }, include: { memberships: true } })).toMatchObject({
    passwordHash: null,
    memberships: [],
  });
  expect(await signIn({ email, password: '', ...from })).toMatchObject({ ok: false });
});

describe('an answer is refused', () => {
  test.each([
    ['with another nonce', { nonce: 'another' }],
    ['for another client', { audience: 'another' }],
    ['signed by another key', { isUnsigned: true }],
  ])('%s', async (_, faults) => {
    await linked();
    Object.assign(server.faults, faults);
    expect(await comeBack(verified())).toEqual({ step: 'problem', problem: 'providerRefused' });
  });

  test('with another state, in another browser, or for the second time', async () => {
    await linked();
    const { token, query } = await visit(verified());
    const other = await visit(verified());
    expect(await returnFromProvider(other.token, query, from)).toMatchObject({ problem: 'providerRefused' });
    expect(await returnFromProvider(undefined, query, from)).toMatchObject({ problem: 'providerStepOver' });
    expect(await returnFromProvider(token, query, from)).toMatchObject({ step: 'signedIn' });
    expect(await returnFromProvider(token, query, from)).toMatchObject({ problem: 'providerStepOver' });
  });

  test('when the person said no there', async () => {
    const { token, query } = await visit(verified());
    const no = new URLSearchParams({ error: 'access_denied', state: query.get('state') ?? '' });
    expect(await returnFromProvider(token, no, from)).toEqual({ step: 'problem', problem: 'providerRefused' });
  });
});

describe('linking while signed in', () => {
  async function linkingIn(session: LiveSession, who: OidcPerson, now: LiveSession | null = session) {
    await atProvider(server.issuer, who);
    const begun = await beginProviderSignIn('/account/security', from.address, { sessionId: session.id });
    if (!begun.ok) throw new Error(begun.error);
    const answer = await fetch(begun.value.url, { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    return returnFromProvider(begun.value.token, back.searchParams, from, now);
  }
  const sessionOf = async ({ id }: TestPerson) =>
    (await liveSession(await aSession(id))) ?? expect.unreachable('it has just begun');
  const elsewhere = (): OidcPerson => ({ sub: `elsewhere-${person.id}`, email: `${person.id}@acme.example` });

  test('links the account that one is signed in to there, whatever its e-mail, and tells the person', async () => {
    const session = await sessionOf(person);
    expect(await linkingIn(session, elsewhere())).toEqual({ step: 'linking', outcome: 'linked' });
    expect(await comeBack(elsewhere())).toMatchObject({ step: 'signedIn', signedIn: { userId: person.id } });
    expect(await db.mail.count({ where: { toAddress: person.email, kind: 'providerLinked' } })).toBe(1);
    expect(await linkingIn(session, elsewhere())).toEqual({ step: 'linking', outcome: 'known' });
  });

  test('links nothing that is another’s, nor in another session, nor before a second factor that one has', async () => {
    const other = await aPerson();
    await linkingIn(await sessionOf(other), elsewhere());
    const session = await sessionOf(person);
    expect(await linkingIn(session, elsewhere())).toEqual({ step: 'linking', outcome: 'taken' });
    expect(await linkingIn(session, verified(), await sessionOf(person))).toMatchObject({ outcome: 'refused' });
    expect(await linkingIn(session, verified(), null)).toMatchObject({ outcome: 'refused' });
    await aPasskey();
    expect(await linkingIn(session, verified())).toMatchObject({ outcome: 'refused' });
    expect(await providerLinksOf(person.id)).toEqual([]);
  });
});

describe('unlinking', () => {
  test('ends the way in, and is told to the person', async () => {
    await linked();
    const [link] = await providerLinksOf(person.id);
    const other = await aPerson();
    expect((await unlinkProvider(other, link?.id ?? '', from)).ok).toBe(false);
    expect((await unlinkProvider(person, link?.id ?? '', from)).ok).toBe(true);
    expect(await comeBack(verified())).toMatchObject({ step: 'confirm' });
    expect(await db.mail.count({ where: { toAddress: person.email, kind: 'providerUnlinked' } })).toBe(1);
  });

  test('is refused where nothing else signs in to the account', async () => {
    await linked();
    await db.user.update({ where: { id: person.id }, data: { passwordHash: null } });
    const [link] = await providerLinksOf(person.id);
    expect(await unlinkProvider(person, link?.id ?? '', from)).toMatchObject({ error: { code: 'onlyWayIn' } });
  });

  test('and removing a passkey at the same moment leaves one of them, where nothing else signs in', async () => {
    await linked();
    await db.user.update({ where: { id: person.id }, data: { passwordHash: null } });
    const [link] = await providerLinksOf(person.id);
    const passkeyId = await aPasskey();
    const answers = await Promise.all([
      unlinkProvider(person, link?.id ?? '', from),
      removePasskey(person, passkeyId, from),
    ]);
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)).sort()).toEqual(['ok', 'onlyWayIn']);
    const where = { userId: person.id };
    expect((await db.passkey.count({ where })) + (await db.providerLink.count({ where }))).toBe(1);
  });

  test('an account of a provider that is no longer set is no way in, so the last passkey stays', async () => {
    await db.user.update({ where: { id: person.id }, data: { passwordHash: null } });
    const old = { issuer: 'https://old.example', subject: person.id, email: person.email };
    await db.providerLink.create({ data: { userId: person.id, ...old } });
    const passkeyId = await aPasskey();
    expect(await removePasskey(person, passkeyId, from)).toMatchObject({ error: { code: 'onlyWayIn' } });
  });
});
