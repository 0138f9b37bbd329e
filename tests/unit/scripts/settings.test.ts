import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseEnv } from '#lib/env.ts';
import { readSettings, requireValid } from '#scripts/lib/settings.mjs';

const directory = mkdtempSync(join(tmpdir(), 'intray-settings-'));
const read = (environment: Record<string, string> = {}) => readSettings({ DATA_DIR: directory, ...environment });

test('a machine with no settings runs its own database and the Xero sandbox, for itself only', () => {
  const { env, ...settings } = read();
  expect(settings).toEqual({
    directory,
    host: '127.0.0.1',
    port: 3000,
    isEmbedded: true,
    isSandbox: true,
    sandboxPort: 4010,
  });
  expect(parseEnv({ ...env, DATABASE_URL: 'postgresql://localhost/intray' })).toMatchObject({
    APP_URL: 'http://localhost:3000',
    INTRAY_SANDBOX: true,
    XERO_CLIENT_ID: 'SANDBOX-APP',
    XERO_API_URL: 'http://localhost:4010',
    STORAGE_DIR: join(directory, 'documents'),
  });
});

test('with keys for Xero there is no sandbox', () => {
  const { isSandbox, env } = read({ XERO_CLIENT_ID: 'id', XERO_CLIENT_SECRET: 'secret' });
  expect(isSandbox).toBe(false);
  expect(parseEnv({ ...env, DATABASE_URL: 'postgresql://localhost/intray' })).toMatchObject({
    INTRAY_SANDBOX: false,
    XERO_API_URL: 'https://api.xero.com',
  });
});

test('a variable left empty in .env counts as not set', () => {
  expect(read({ PORT: '', DATABASE_URL: '', XERO_CLIENT_ID: '', APP_URL: '' })).toMatchObject({
    port: 3000,
    isEmbedded: true,
    isSandbox: true,
  });
});

test('secrets that were set win over those that were made', () => {
  const NEXTAUTH_SECRET = 'chosen-by-the-administrator-of-this-one';
  expect(read({ NEXTAUTH_SECRET }).env.NEXTAUTH_SECRET).toBe(NEXTAUTH_SECRET);
});

test('a database of one’s own comes with secrets of one’s own: missing ones are named, not made up', async () => {
  const { env } = read({ DATABASE_URL: 'postgresql://localhost/intray' });
  await expect(requireValid(env)).rejects.toThrow(/ENCRYPTION_KEYS is not set[\s\S]*NEXTAUTH_SECRET is not set/);
});

test('a port that is none is refused by name', () => {
  expect(() => read({ PORT: 'http' })).toThrow('PORT is not a port number: "http"');
});
