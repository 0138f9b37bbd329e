import { expect, test } from 'vitest';
import { saysMultiFactor } from '#lib/domain/provider-factors.ts';

test.each([
  [{ amr: ['pwd', 'mfa'] }, true],
  [{ acr: 'http://schemas.openid.net/pape/policies/2007/06/multi-factor' }, true],
  [{ acr: 'urn:example:MFA' }, true],
  [{}, false],
  [{ amr: ['pwd'], acr: '1' }, false],
  [{ amr: ['pwd', 'otp'] }, false],
  [{ amr: 'mfa' }, false],
  [{ acr: 'amfart' }, false],
])('%o says two factors: %s', (claims, says) => {
  expect(saysMultiFactor(claims)).toBe(says);
});
