import { expect, test } from 'vitest';
import { parseEnv } from '#lib/env.ts';

const complete = {
  DATABASE_URL: 'postgresql://intray@localhost:5432/intray',
  APP_URL: 'https://books.example.com/',
  XERO_CLIENT_ID: 'id',
  XERO_CLIENT_SECRET: 'secret',
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
  NEXTAUTH_SECRET: 'x'.repeat(32),
};

test('the documented minimum is enough', () => {
  const env = parseEnv(complete);
  expect(env.APP_URL).toBe('https://books.example.com');
  expect(env.PORT).toBe(3000);
  expect(env.XERO_API_URL).toBe('https://api.xero.com');
  expect(env.XERO_SCOPES).toContain('offline_access');
  expect(env.INTRAY_SANDBOX).toBe(false);
});

test.each([
  ['DATABASE_URL', undefined],
  ['DATABASE_URL', 'mysql://localhost/intray'],
  ['APP_URL', 'books.example.com'],
  ['PORT', 'eighty'],
  ['REDIS_URL', 'localhost:6379'],
  ['XERO_CLIENT_SECRET', undefined],
  ['ENCRYPTION_KEYS', 'k1:tooshort'],
  ['NEXTAUTH_SECRET', 'short'],
])('%s=%s stops the start with a sentence that names it', (name, value) => {
  expect(() => parseEnv({ ...complete, [name]: value })).toThrow(new RegExp(`${name} is not (set|valid): .+`));
});

test('an empty optional variable is the same as none', () => {
  expect(parseEnv({ ...complete, REDIS_URL: '' }).REDIS_URL).toBeUndefined();
});

test('a wrong secret is not repeated in the message', () => {
  expect(() => parseEnv({ ...complete, ENCRYPTION_KEYS: 'k1:hunter2' })).toThrow(/^(?!.*hunter2)/s);
});
