import { Secret } from 'otpauth';
import { expect, test } from 'vitest';
import { newTotpSecret, stepOfCode, totpUri } from '#lib/account/two-factor/totp.ts';

/** Of RFC 6238, appendix B. */
const secret = Secret.fromLatin1('12345678901234567890').base32;

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('%i seconds after 1970 the code is that of RFC 6238', (seconds, code) => {
  expect(stepOfCode(secret, code, new Date(seconds * 1_000))).toBe(Math.floor(seconds / 30));
});

test('a code is taken one step before and after its own, since clocks differ, and no longer', () => {
  const step = 37_037_036;
  const at = (steps: number) => new Date((step + steps) * 30_000);
  const found = [-2, -1, 0, 1, 2].map((steps) => stepOfCode(secret, '081804', at(steps)));
  expect(found).toEqual([null, step, step, step, null]);
});

test('what is no code is none', () => {
  for (const typed of ['', '28708', '2870822', 'abcdef'])
    expect(stepOfCode(secret, typed, new Date(59_000))).toBeNull();
});

test('a phone reads whose code it is, and for what', () => {
  const uri = new URL(totpUri(secret, 'ada@example.com'));
  expect(decodeURIComponent(uri.pathname)).toContain('Intray:ada@example.com');
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ issuer: 'Intray', secret, digits: '6', period: '30' });
});

test('each secret is new, and as long as RFC 4226 asks for', () => {
  expect(newTotpSecret()).not.toBe(newTotpSecret());
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
});
