import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { checkReset } from '#lib/account/password-reset.ts';
import { db } from '#lib/db.ts';
import { aPerson, from, type TestPerson } from '#tests/support/account.ts';
import { dropDatabase, freshDatabase } from '#tests/support/fresh-database.ts';

const run = promisify(execFile);

let person: TestPerson;
beforeEach(async () => {
  person = await aPerson();
});

/** As an operator runs it, with the settings of the product. */
const command = (name: string, email: string) =>
  run(process.execPath, [`scripts/${name}.mjs`, email], {
    env: { ...process.env, APP_URL: 'https://books.example', NEXTAUTH_SECRET: randomBytes(32).toString('base64') },
  });

test('an operator makes a link for somebody whom no mail reaches', async () => {
  const { stdout } = await command('reset-password', person.email);
  const token = /^https:\/\/books\.example\/new-password#([\w-]+)$/m.exec(stdout)?.[1] ?? '';
  expect(await checkReset(token, from)).toEqual({ ok: true, value: { email: person.email } });
});

test('an operator turns two factors off for somebody who has lost both, who is told so by mail', async () => {
  await db.totp.create({ data: { userId: person.id, secret: 'none', confirmedAt: new Date() } });
  expect((await command('turn-off-two-factor', person.email)).stdout).toContain('signs in with the password alone');
  expect(await db.totp.count({ where: { userId: person.id } })).toBe(0);
  expect(await db.mail.count({ where: { toAddress: person.email, kind: 'twoFactorOff' } })).toBe(1);
  expect((await command('turn-off-two-factor', person.email)).stdout).toContain('Nothing was changed');
});

describe.each(['reset-password', 'turn-off-two-factor'])('npm run %s', (name) => {
  test('says that nobody has the e-mail', async () => {
    await expect(command(name, 'nobody@example.com')).rejects.toThrow(
      /Nobody has an account with the e-mail nobody@example\.com/,
    );
  });

  test('finds the database that the product runs itself, and the secrets that it has made', async () => {
    // What a start with no settings leaves behind, around the tests' own server.
    const { password, port } = new URL(inject('postgresUrl'));
    const databaseUrl = await freshDatabase({ name: 'intray' });
    onTestFinished(() => dropDatabase(databaseUrl));
    const directory = mkdtempSync(join(tmpdir(), 'intray-operator-'));
    const made = {
      NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
      ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      POSTGRES_PASSWORD: password,
    };
    writeFileSync(join(directory, 'secrets.json'), JSON.stringify(made));
    writeFileSync(join(directory, 'postgres.port'), port);
    const client = new pg.Client(databaseUrl);
    await client.connect();
    await client
      .query(`INSERT INTO "User" ("id", "email", "name") VALUES (gen_random_uuid(), 'robin@example.com', 'Robin')`)
      .finally(() => client.end());
    const { PATH } = process.env;
    const env = { PATH, DATA_DIR: directory } as unknown as NodeJS.ProcessEnv;
    const { stdout } = await run(process.execPath, [`scripts/${name}.mjs`, 'robin@example.com'], { env });
    expect(stdout).toMatch(name === 'reset-password' ? /\/new-password#[\w-]{43}\n$/ : /without codes already/);
  });
});
