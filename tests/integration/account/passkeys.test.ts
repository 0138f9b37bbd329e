import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { addPasskey, beginPasskey, MAX_PASSKEYS } from '#lib/account/passkeys/add-passkey.ts';
import { passkeysOf, removePasskey, renamePasskey } from '#lib/account/passkeys/manage-passkeys.ts';
import { newPasskeyAnswer, passkeyAnswer } from '#lib/account/passkeys/passkey-answers.ts';
import { askForPasskey, signInWithPasskey, takePasskey } from '#lib/account/passkeys/use-passkey.ts';
import { beginSession, liveSession } from '#lib/account/sessions.ts';
import type { UserSummary } from '#lib/authorise.ts';
import { db } from '#lib/db.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import { aSession } from '#tests/support/account.ts';
import { Authenticator, type Use } from '#tests/support/authenticator.ts';
import { logLines } from '#tests/support/log-lines.ts';

const from = { address: '192.0.2.1', device: 'Firefox' };
let user: UserSummary;
let session: Parameters<typeof addPasskey>[0];
let device: Authenticator;

beforeEach(async () => {
  await db.user.deleteMany();
  await db.rateLimit.deleteMany();
  await db.mail.deleteMany();
  user = await db.user.create({ data: { email: 'ada@example.com', name: 'Ada', passwordHash: 'none' } });
  session = { id: randomUUID(), user, secondFactorAt: null };
  device = new Authenticator();
});

async function begin(whose = user) {
  const begun = await beginPasskey(whose);
  if (!begun.ok) throw new Error(begun.error.code);
  return { ...begun.value, challenge: begun.value.options.challenge };
}

async function add(use: Use = {}, name = 'Laptop') {
  const { challenge, token } = await begin();
  return addPasskey(session, { token, answer: newPasskeyAnswer.parse(device.make(challenge, use)), name }, from);
}

async function asked() {
  const ask = await askForPasskey(from.address);
  if (!ask.ok) throw new Error(ask.error.code);
  return { token: ask.value.token, challenge: ask.value.options.challenge };
}

async function signIn(use: Use = {}) {
  const { token, challenge } = await asked();
  const answer = passkeyAnswer.parse(device.answer(challenge, { userHandle: user.id, ...use }));
  return takePasskey(token, answer, from);
}

afterAll(closeQueues);

describe('adding a passkey', () => {
  test('lets the person sign in with it, and is told to them', async () => {
    expect(await add()).toMatchObject({ ok: true });
    expect(await signIn()).toMatchObject({ ok: true, value: { userId: user.id } });
    expect(await passkeysOf(user.id)).toMatchObject([{ name: 'Laptop', lastUsedAt: expect.any(Date) }]);
    expect(await db.mail.findMany()).toMatchObject([{ kind: 'passkeyAdded', toAddress: 'ada@example.com' }]);
    expect(await db.auditEntry.findMany({ where: { userId: user.id } })).toMatchObject([{ action: 'passkeyAdded' }]);
  });

  test('asks the device to know the person, to name them by itself, and not to make a second one', async () => {
    await add();
    const { options } = await begin();
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: device.credentialId.toString('base64url') }],
    });
  });

  test('is refused for another site, and from a device that did not ask who it is', async () => {
    for (const use of [{ origin: 'https://elsewhere.example' }, { rpId: 'elsewhere.example' }, { isVerified: false }]) {
      expect(await add(use)).toMatchObject({ ok: false, error: { code: 'passkeyRefused' } });
    }
    expect(await passkeysOf(user.id)).toEqual([]);
  });

  test('is refused beyond the most that one may have, also where many were begun before', async () => {
    session.secondFactorAt = new Date();
    const begun = [];
    for (let count = 0; count <= MAX_PASSKEYS; count++) begun.push(await begin());
    const codes = [];
    for (const { challenge, token } of begun) {
      const answer = newPasskeyAnswer.parse(new Authenticator().make(challenge));
      const added = await addPasskey(session, { token, answer, name: 'x' }, from);
      codes.push(added.ok ? 'ok' : added.error.code);
    }
    expect(codes).toEqual([...Array(MAX_PASSKEYS).fill('ok'), 'tooManyPasskeys']);
  });

  test('that was added already is said to be so, and its owner keeps it', async () => {
    session.secondFactorAt = new Date();
    expect((await add()).ok).toBe(true);
    expect(await add()).toMatchObject({ ok: false, error: { code: 'passkeyKnown' } });
    expect(await passkeysOf(user.id)).toHaveLength(1);
  });

  test('works once for what was begun, by whom and where it was begun', async () => {
    const { challenge, token } = await begin();
    const answer = newPasskeyAnswer.parse(device.make(challenge));
    const other = await db.user.create({ data: { email: 'eve@example.com', name: 'Eve', passwordHash: 'none' } });
    const over = { ok: false, error: { code: 'stepOver' } };
    expect(await addPasskey(session, { token: undefined, answer, name: 'x' }, from)).toMatchObject(over);
    expect(await addPasskey({ ...session, user: other }, { token, answer, name: 'x' }, from)).toMatchObject(over);
    expect(await addPasskey(session, { token, answer, name: 'x' }, from)).toMatchObject(over);
  });
});

describe('signing in with a passkey', () => {
  test('takes no answer twice, none to another question, and none after five minutes', async () => {
    await add();
    const { token, challenge } = await asked();
    const answer = passkeyAnswer.parse(device.answer(challenge, { userHandle: user.id }));
    expect((await takePasskey((await asked()).token, answer, from)).ok).toBe(false);
    expect((await takePasskey(token, answer, from)).ok).toBe(true);
    expect(await takePasskey(token, answer, from)).toEqual({ ok: false, error: { code: 'stepOver' } });
    const late = await asked();
    await db.pendingStep.updateMany({ data: { expiresAt: new Date() } });
    const lateAnswer = passkeyAnswer.parse(device.answer(late.challenge, { userHandle: user.id }));
    expect(await takePasskey(late.token, lateAnswer, from)).toEqual({ ok: false, error: { code: 'stepOver' } });
  });

  test.each<[string, Use]>([
    ['another site', { origin: 'https://elsewhere.example' }],
    ['a device that did not ask who it is', { isVerified: false }],
    ['somebody else', { userHandle: 'd9428888-122b-11e1-b85c-61cd3cbb3210' }],
  ])('is refused for %s', async (_, use) => {
    await add();
    expect(await signIn(use)).toEqual({ ok: false, error: { code: 'passkeyRefused' } });
  });

  test('with a copy of a passkey is refused once its count has gone back, and the log says so', async () => {
    await add();
    expect((await signIn({ counter: 5 })).ok).toBe(true);
    const lines = await logLines(async () => {
      expect((await signIn({ counter: 5 })).ok).toBe(false);
    });
    expect(lines).toMatchObject([
      { msg: 'passkey refused', cause: expect.stringContaining('counter'), userId: user.id },
    ]);
    expect((await signIn({ counter: 6 })).ok).toBe(true);
  });

  test('cannot be asked for without end from one address', async () => {
    for (let count = 0; count < 60; count++) await asked();
    expect(await askForPasskey(from.address)).toMatchObject({ ok: false, error: { code: 'tooManyAttempts' } });
  });
});

test('a removed passkey lets nobody in, and only its owner can rename or remove it', async () => {
  const added = await add();
  const id = added.ok ? added.value.passkeyId : '';
  const other = await db.user.create({ data: { email: 'eve@example.com', name: 'Eve', passwordHash: 'none' } });
  expect((await renamePasskey(other, id, 'Mine', from)).ok).toBe(false);
  expect((await removePasskey(other, id, from)).ok).toBe(false);
  expect((await renamePasskey(user, id, 'Desk', from)).ok).toBe(true);
  expect(await db.auditEntry.findMany({ where: { userId: user.id, action: 'passkeyRenamed' } })).toMatchObject([
    { detail: { from: 'Laptop', to: 'Desk' } },
  ]);
  expect(await passkeysOf(user.id)).toMatchObject([{ name: 'Desk' }]);
  expect((await removePasskey(user, id, from)).ok).toBe(true);
  expect(await signIn()).toMatchObject({ ok: false });
  expect((await removePasskey(user, id, from)).ok).toBe(false);
  expect(await db.mail.count({ where: { kind: 'passkeyRemoved' } })).toBe(1);
});

test('removing a passkey ends the sessions that began with it, also one that is about to, and no others', async () => {
  const added = await add();
  const passkeyId = added.ok ? added.value.passkeyId : '';
  const { token, challenge } = await asked();
  const typed = JSON.stringify(device.answer(challenge, { userHandle: user.id }));
  const shown = await signInWithPasskey(token, typed, from);
  if (!shown.ok) throw new Error(shown.error.code);
  const begin = async () => (await beginSession(shown.value, from, randomUUID()))?.id ?? '';
  const [here, elsewhere, byPassword] = [await begin(), await begin(), await aSession(user.id)];
  expect((await removePasskey(user, passkeyId, from, here)).ok).toBe(true);
  const isLive = async (id: string) => (await liveSession(id)) !== null;
  expect([await isLive(here), await isLive(elsewhere), await isLive(byPassword)]).toEqual([true, false, true]);
  expect(await begin()).toBe('');
});
