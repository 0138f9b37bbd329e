import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashPassword } from '#lib/account/passwords.ts';
import { signIn } from '#lib/account/sign-in.ts';
import { db } from '#lib/db.ts';
import { logLines } from '#tests/support/log-lines.ts';

const right = { email: 'ada@example.com', password: 'correct horse battery' };
const wrong = { ...right, password: 'something else' };

let userId: string;

beforeAll(async () => {
  const passwordHash = await hashPassword(right.password);
  ({ id: userId } = await db.user.create({ data: { email: right.email, name: 'Ada', passwordHash } }));
});

beforeEach(async () => {
  await db.rateLimit.deleteMany();
});

async function tryTimes(count: number, attempt: typeof right, address: string) {
  for (let tries = 0; tries < count; tries++) await signIn({ ...attempt, address });
}

describe('signing in', () => {
  test('works with the right password, whatever the case of the e-mail', async () => {
    const answer = await signIn({ ...right, email: ' Ada@Example.com ', address: '192.0.2.1' });
    expect(answer).toMatchObject({ ok: true, value: { userId, method: 'password', secondFactorAt: null } });
  });

  test('answers an unknown e-mail exactly as a wrong password', async () => {
    const wrongPassword = await signIn({ ...wrong, address: '192.0.2.1' });
    const unknownEmail = await signIn({ ...wrong, email: 'nobody@example.com', address: '192.0.2.1' });
    expect(wrongPassword.ok).toBe(false);
    expect(unknownEmail).toEqual(wrongPassword);
  });

  test('does not take the password of the decoy that unknown e-mails are checked against', async () => {
    const answer = await signIn({ email: 'nobody@example.com', password: 'no user has this password', address: 'a' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'credentialsWrong' } });
  });

  test.each([
    ['a NUL', 'ada\0@example.com', right.password],
    ['a list', [right.email], right.password],
    ['a list as the password', right.email, [right.password]],
    ['nothing', undefined, undefined],
    ['an object', { contains: '@' }, right.password],
    ['more than an e-mail can have', `${'a'.repeat(300)}@example.com`, right.password],
    ['more than a password can have', right.email, 'a'.repeat(100_000)],
  ])('refuses %s as input', async (_, email, password) => {
    expect(await signIn({ email, password, address: '192.0.2.1' })).toEqual({
      ok: false,
      error: { code: 'inputInvalid' },
    });
  });

  test('leaves each refusal in the log with its cause and where it came from, and nothing of what was typed', async () => {
    const lines = await logLines(async () => {
      await signIn({ ...right, address: '192.0.2.1' });
      await signIn({ ...wrong, address: '192.0.2.1' });
      await signIn({ ...wrong, email: 'my secret password', address: '192.0.2.1' });
      await signIn({ ...wrong, email: 'a\0', address: '192.0.2.1' });
      await tryTimes(5, wrong, '192.0.2.2');
      await signIn({ ...right, address: '192.0.2.2' });
    });
    const told = lines.map(({ msg, cause, userId }) => ({ msg, cause, userId }));
    expect(told.slice(0, 3)).toEqual([
      { msg: 'sign-in refused', cause: 'passwordWrong', userId },
      { msg: 'sign-in refused', cause: 'emailUnknown', userId: undefined },
      { msg: 'sign-in refused', cause: 'inputInvalid', userId: undefined },
    ]);
    expect(lines.at(-1)).toMatchObject({ cause: 'tooManyAttempts', address: '192.0.2.2', level: 40 });
    expect(lines).toHaveLength(9);
    expect(JSON.stringify(lines)).not.toMatch(/correct horse|something else|my secret|ada@/);
  });

  test('keeps only an Argon2id hash of a password', async () => {
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { email: right.email } });
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=\d{5,},t=\d+,p=\d+\$/);
  });
});

describe('too many tries', () => {
  test('after five wrong ones even the right password waits, and the person learns how long', async () => {
    await tryTimes(5, wrong, '192.0.2.1');
    const answer = await signIn({ ...right, address: '192.0.2.1' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'tooManyAttempts' } });
    const { waitSeconds = 0 } = answer.ok ? {} : answer.error;
    expect(waitSeconds).toBeGreaterThan(14 * 60);
    expect(waitSeconds).toBeLessThanOrEqual(15 * 60);
  });

  test('an unknown e-mail waits just so, and tells nobody that it is unknown', async () => {
    await tryTimes(5, { ...wrong, email: 'nobody@example.com' }, '192.0.2.1');
    const answer = await signIn({ ...wrong, email: 'nobody@example.com', address: '192.0.2.1' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'tooManyAttempts' } });
  });

  test('a stranger who guesses elsewhere does not keep the owner out', async () => {
    await tryTimes(110, wrong, '192.0.2.1');
    expect(await signIn({ ...right, address: '198.51.100.7' })).toMatchObject({ ok: true });
  });

  test('the right password forgets the wrong ones before it', async () => {
    await tryTimes(4, wrong, '192.0.2.1');
    expect((await signIn({ ...right, address: '192.0.2.1' })).ok).toBe(true);
    await tryTimes(4, wrong, '192.0.2.1');
    expect((await signIn({ ...right, address: '192.0.2.1' })).ok).toBe(true);
  });

  test('tries at the same time are counted one by one', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn({ ...wrong, address: '192.0.2.1' })));
    const refused = answers.filter((answer) => !answer.ok && answer.error.code === 'tooManyAttempts');
    expect(refused).toHaveLength(7);
  });

  test('one machine may not go through many e-mails', async () => {
    for (let count = 0; count < 50; count++) {
      await signIn({ email: `${count}@example.com`, password: 'guess', address: '192.0.2.1' });
    }
    const answer = await signIn({ ...right, address: '192.0.2.1' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'tooManyAttempts' } });
  });

  test('one machine may not go on with another address of its network', async () => {
    for (let count = 0; count < 5; count++) await signIn({ ...wrong, address: `2001:db8:1:2::${count}` });
    const answer = await signIn({ ...right, address: '2001:db8:1:2:ffff::1' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'tooManyAttempts' } });
    expect((await signIn({ ...right, address: '2001:db8:1:3::1' })).ok).toBe(true);
  });

  test('the count holds neither e-mails nor addresses', async () => {
    await signIn({ ...wrong, address: '192.0.2.1' });
    const keys = (await db.rateLimit.findMany()).map(({ key }) => key).join(' ');
    expect(keys).not.toMatch(/ada|example|192/);
  });
});
