import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { removePasskey } from '#lib/account/passkeys/manage-passkeys.ts';
import { beginSession, liveSession } from '#lib/account/sessions.ts';
import {
  makeRecoveryCodes,
  turnOffByOperator,
  turnOffTwoFactor,
  twoFactorState,
} from '#lib/account/two-factor/change-two-factor.ts';
import { sealTotpsAnew } from '#lib/account/two-factor/seal-totp.ts';
import { secondStepFor, takeSecondStep } from '#lib/account/two-factor/second-step.ts';
import { beginTwoFactor, confirmTwoFactor } from '#lib/account/two-factor/set-up-two-factor.ts';
import { takeCode } from '#lib/account/two-factor/take-code.ts';
import type { UserSummary } from '#lib/authorise.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { codeOf } from '#tests/support/phone.ts';

const from = { address: '192.0.2.1', device: 'Firefox' };
let user: UserSummary & { passwordHash: string | null };
let session: Parameters<typeof confirmTwoFactor>[0];

// In the middle of 30 seconds, so that no code changes under a test.
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: Math.floor(Date.now() / 30_000) * 30_000 + 15_000 }));
afterAll(() => vi.useRealTimers());

beforeEach(async () => {
  await db.user.deleteMany();
  await db.rateLimit.deleteMany();
  await db.mail.deleteMany();
  user = await db.user.create({
    data: { email: 'ada@example.com', name: 'Ada', passwordHash: 'none' },
  });
  session = { id: randomUUID(), user, secondFactorAt: null };
});

/** What a sign-in with the right password gives. */
const passwordOf = () =>
  ({ userId: user.id, method: 'password', secondFactorAt: null, passwordHash: user.passwordHash }) as const;

async function begun(): Promise<string> {
  const begin = await beginTwoFactor(user);
  if (!begin.ok) throw new Error(begin.error.code);
  return begin.value.secret;
}

/** Set up with the code of the step before, so that the test has two left that are taken. */
async function setUp() {
  const secret = await begun();
  const confirmed = await confirmTwoFactor(session, codeOf(secret, -1), from);
  if (!confirmed.ok) throw new Error(confirmed.error.code);
  return { secret, recoveryCodes: confirmed.value.recoveryCodes };
}

const told = async () => ({
  audit: (await db.auditEntry.findMany({ where: { userId: user.id }, orderBy: { id: 'asc' } })).map(
    (each) => each.action,
  ),
  mails: (await db.mail.findMany()).map(({ kind, toAddress }) => `${kind} ${toAddress}`).sort(),
});

describe('setting it up', () => {
  test('asks nobody for codes before one of the phone was right', async () => {
    const secret = await begun();
    expect(await secondStepFor(passwordOf())).toBeNull();
    expect(await confirmTwoFactor(session, '000000', from)).toMatchObject({ ok: false, error: { code: 'codeWrong' } });
    expect((await twoFactorState(user.id)).isOn).toBe(false);
    expect((await confirmTwoFactor(session, codeOf(secret), from)).ok).toBe(true);
    expect(await twoFactorState(user.id)).toMatchObject({ isOn: true, recoveryCodesLeft: 10 });
    expect(await secondStepFor(passwordOf())).toEqual(expect.any(String));
  });

  test('shows the same secret when the page is loaded again, and none once it is on', async () => {
    const secret = await begun();
    expect(await begun()).toBe(secret);
    await confirmTwoFactor(session, codeOf(secret), from);
    expect(await beginTwoFactor(user)).toMatchObject({ ok: false, error: { code: 'alreadyOn' } });
  });

  test('keeps the secret encrypted and the recovery codes as hashes', async () => {
    const { secret, recoveryCodes } = await setUp();
    const rows = JSON.stringify([await db.totp.findMany(), await db.recoveryCode.findMany()]);
    expect(rows).not.toContain(secret.replaceAll(' ', ''));
    for (const code of recoveryCodes) expect(rows).not.toContain(code.replaceAll('-', ''));
  });

  test('goes on under a new key once workers have seen it, and with a lost one by a recovery code', async () => {
    const { secret, recoveryCodes } = await setUp();
    const keys = env().ENCRYPTION_KEYS;
    const [old] = keys;
    try {
      env().ENCRYPTION_KEYS = new Map([['new', Buffer.alloc(32, 9)], ...keys]);
      await sealTotpsAnew();
      env().ENCRYPTION_KEYS = new Map([['new', Buffer.alloc(32, 9)]]);
      expect((await takeCode(user.id, codeOf(secret), from)).ok).toBe(true);
      env().ENCRYPTION_KEYS = new Map(old && [old]);
      expect((await takeCode(user.id, codeOf(secret, 1), from)).ok).toBe(false);
      await sealTotpsAnew();
      expect((await takeCode(user.id, recoveryCodes[0] ?? '', from)).ok).toBe(true);
    } finally {
      env().ENCRYPTION_KEYS = keys;
    }
  });

  test('is written into the audit and to the person', async () => {
    await setUp();
    expect(await told()).toEqual({ audit: ['twoFactorOn'], mails: ['twoFactorOn ada@example.com'] });
  });
});

describe('a code', () => {
  test('is taken once, also by two requests at the same time', async () => {
    const { secret } = await setUp();
    const answers = await Promise.all([1, 2, 3].map(() => takeCode(user.id, codeOf(secret), from)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await takeCode(user.id, codeOf(secret), from)).ok).toBe(false);
    expect(await takeCode(user.id, codeOf(secret, 1), from)).toEqual({ ok: true, value: 'totp' });
  });

  test('that confirmed the set-up lets nobody in', async () => {
    const secret = await begun();
    await confirmTwoFactor(session, codeOf(secret), from);
    expect((await takeCode(user.id, codeOf(secret), from)).ok).toBe(false);
  });

  test('after five wrong ones even the right one waits, and the person learns how long', async () => {
    const { secret } = await setUp();
    for (let tries = 0; tries < 5; tries++) await takeCode(user.id, '000000', from);
    const answer = await takeCode(user.id, codeOf(secret), from);
    expect(answer).toMatchObject({ ok: false, error: { code: 'tooManyCodes', waitSeconds: expect.any(Number) } });
    expect((await takeCode(user.id, codeOf(secret), { ...from, address: '198.51.100.7' })).ok).toBe(true);
  });

  test('of the owner is taken, however many wrong ones another machine has sent in a day', async () => {
    const { secret } = await setUp();
    for (let rounds = 0; rounds < 5; rounds++) {
      for (let tries = 0; tries < 6; tries++) await takeCode(user.id, '000000', { ...from, address: '10.0.0.1' });
      // As after a quarter of an hour.
      await db.rateLimit.deleteMany({ where: { key: { startsWith: 'code:pair' } } });
    }
    expect((await takeCode(user.id, codeOf(secret), from)).ok).toBe(true);
  });

  test('cannot be guessed by many machines together', async () => {
    const { secret } = await setUp();
    for (let tries = 0; tries < 20; tries++) await takeCode(user.id, '000000', { ...from, address: `10.0.0.${tries}` });
    const answer = await takeCode(user.id, codeOf(secret), { ...from, address: '198.51.100.7' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'tooManyCodes' } });
  });
});

describe('a recovery code', () => {
  test('is taken once, however it is typed, and told to the person with how many are left', async () => {
    const { recoveryCodes } = await setUp();
    const [first = '', second = ''] = recoveryCodes;
    expect(await takeCode(user.id, ` ${first.replaceAll('-', '').toUpperCase()}`, from)).toMatchObject({ ok: true });
    expect((await takeCode(user.id, first, from)).ok).toBe(false);
    expect((await takeCode(user.id, second, from)).ok).toBe(true);
    expect((await twoFactorState(user.id)).recoveryCodesLeft).toBe(8);
    const { audit, mails } = await told();
    expect(audit.slice(1)).toEqual(['recoveryCodeUsed', 'codeRefused', 'recoveryCodeUsed']);
    expect(mails.slice(0, 2)).toEqual(Array(2).fill('recoveryCodeUsed ada@example.com'));
  });

  test('of somebody else is none', async () => {
    const { recoveryCodes } = await setUp();
    const other = await db.user.create({ data: { email: 'eve@example.com', name: 'Eve', passwordHash: 'none' } });
    expect((await takeCode(other.id, recoveryCodes[0] ?? '', from)).ok).toBe(false);
  });

  test('made anew ends those from before', async () => {
    const { secret, recoveryCodes } = await setUp();
    expect((await makeRecoveryCodes(user, '000000', from)).ok).toBe(false);
    const made = await makeRecoveryCodes(user, codeOf(secret), from);
    const [fresh = ''] = made.ok ? made.value.recoveryCodes : [];
    expect((await takeCode(user.id, recoveryCodes[0] ?? '', from)).ok).toBe(false);
    expect((await takeCode(user.id, fresh, from)).ok).toBe(true);
    expect((await told()).audit).toContain('recoveryCodesMade');
  });
});

describe('the second step of a sign-in', () => {
  const step = (token: string | null, code: string) => takeSecondStep({ token: token ?? undefined, code }, from);

  test('lets in with the code, once, and a wrong code may be tried again', async () => {
    const { secret } = await setUp();
    const token = await secondStepFor(passwordOf());
    expect(await step(token, '000000')).toMatchObject({ ok: false, error: { code: 'codeWrong' } });
    expect(await step(token, codeOf(secret))).toMatchObject({
      ok: true,
      value: { userId: user.id, method: 'password', secondFactorAt: new Date() },
    });
    expect(await step(token, codeOf(secret, 1))).toMatchObject({ ok: false, error: { code: 'stepOver' } });
  });

  test('needs a step that was begun, and is still in its time', async () => {
    const { secret } = await setUp();
    expect(await step(null, codeOf(secret))).toMatchObject({ error: { code: 'stepOver' } });
    expect(await step('made up', codeOf(secret))).toMatchObject({ error: { code: 'stepOver' } });
    const token = await secondStepFor(passwordOf());
    await db.pendingStep.updateMany({ data: { expiresAt: new Date() } });
    expect(await step(token, codeOf(secret))).toMatchObject({ error: { code: 'stepOver' } });
  });

  test('begins no session once the password that began it was changed', async () => {
    const { secret } = await setUp();
    const token = await secondStepFor(passwordOf());
    await db.user.update({ where: { id: user.id }, data: { passwordHash: 'another' } });
    const taken = await step(token, codeOf(secret));
    expect(taken.ok && (await beginSession(taken.value, from, 'browser'))).toBeNull();
  });
});

describe('turning it off', () => {
  test('needs a code, and takes the recovery codes with it', async () => {
    const { secret } = await setUp();
    expect((await turnOffTwoFactor(user, '000000', from)).ok).toBe(false);
    expect((await turnOffTwoFactor(user, codeOf(secret), from)).ok).toBe(true);
    expect(await twoFactorState(user.id)).toEqual({ isOn: false, since: null, recoveryCodesLeft: 0 });
    expect(await secondStepFor(passwordOf())).toBeNull();
    expect(await told()).toEqual({
      audit: ['twoFactorOn', 'codeRefused', 'twoFactorOff'],
      mails: ['twoFactorOff ada@example.com', 'twoFactorOn ada@example.com'],
    });
  });

  test('by whoever runs Intray is told to the person as such', async () => {
    await setUp();
    expect(await turnOffByOperator(' Ada@Example.com')).toBe('done');
    expect(await db.auditEntry.findFirst({ where: { action: 'twoFactorOff' } })).toMatchObject({ actorUserId: null });
    expect(await turnOffByOperator(user.email)).toBe('off');
    expect(await turnOffByOperator('nobody@example.com')).toBe('unknown');
  });

  test('ends what sessions showed with it, unless a passkey is left', async () => {
    const session = await beginSession({ ...passwordOf(), secondFactorAt: new Date() }, from, 'browser');
    const hasShown = async () => (await liveSession(session?.id ?? ''))?.secondFactorAt !== null;
    const { secret } = await setUp();
    const passkey = await db.passkey.create({
      data: { userId: user.id, name: 'Key', credentialId: 'one', publicKey: Buffer.from(''), counter: 0 },
    });
    await turnOffTwoFactor(user, codeOf(secret), from);
    expect(await hasShown()).toBe(true);
    await removePasskey(user, passkey.id, from);
    expect(await hasShown()).toBe(false);
  });
});
