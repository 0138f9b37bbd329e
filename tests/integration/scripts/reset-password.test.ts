import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { checkReset } from '#lib/account/password-reset.ts';
import { aPerson, from } from '#tests/support/account.ts';

const run = promisify(execFile);

/** As an operator runs it, with the settings of the product. */
const askFor = (email: string) =>
  run(process.execPath, ['scripts/reset-password.mjs', email], {
    env: { ...process.env, APP_URL: 'https://books.example', NEXTAUTH_SECRET: randomBytes(32).toString('base64') },
  });

test('an operator makes a link for somebody whom no mail reaches, and is told of an e-mail that nobody has', async () => {
  const { email } = await aPerson();
  const { stdout } = await askFor(email);
  const token = /^https:\/\/books\.example\/new-password#([\w-]+)$/m.exec(stdout)?.[1] ?? '';
  expect(await checkReset(token, from)).toEqual({ ok: true, value: { email } });
  await expect(askFor('nobody@example.com')).rejects.toThrow(
    /Nobody has an account with the e-mail nobody@example\.com/,
  );
});
