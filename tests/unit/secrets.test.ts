import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [first, second] = [key('k1'), key('k2')];

beforeEach(() => vi.resetModules());

async function secretsWith(keys: string) {
  process.env.ENCRYPTION_KEYS = keys;
  return import('#lib/secrets.ts');
}

test('what was encrypted for an owner is read back for that owner only', async () => {
  const { encrypt, decrypt } = await secretsWith(first);
  const sealed = encrypt('a refresh token', 'grant-1');
  expect(sealed).not.toContain('refresh');
  expect(decrypt(sealed, 'grant-1')).toBe('a refresh token');
  expect(() => decrypt(sealed, 'grant-2')).toThrow();
});

test('a changed value is refused', async () => {
  const { encrypt, decrypt } = await secretsWith(first);
  const sealed = encrypt('a refresh token', 'grant-1');
  const at = sealed.length - 5;
  const forged = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
  expect(() => decrypt(forged, 'grant-1')).toThrow();
});

test('keys rotate: old values stay readable while the new key writes', async () => {
  const old = (await secretsWith(first)).encrypt('a refresh token', 'grant-1');
  vi.resetModules();
  const { encrypt, decrypt } = await secretsWith(`${second},${first}`);
  expect(decrypt(old, 'grant-1')).toBe('a refresh token');
  expect(encrypt('another', 'grant-1')).toMatch(/^k2\./);
});

test('a removed key is named in the error', async () => {
  const old = (await secretsWith(first)).encrypt('a refresh token', 'grant-1');
  vi.resetModules();
  const { decrypt } = await secretsWith(second);
  expect(() => decrypt(old, 'grant-1')).toThrow('"k1"');
});
