import { expect, test } from 'vitest';
import { digitsOf, inUnits } from '#lib/domain/currency-units.ts';

test.each([
  ['12000.00', 'JPY', '12000'],
  ['-12000.00', 'KRW', '-12000'],
  ['0.00', 'JPY', '0'],
  ['1090.91', 'JPY', '1090.91'],
  ['12000', 'JPY', '12000'],
  ['12.00', 'GBP', '12.00'],
  ['12.50', 'KWD', '12.50'],
  ['12.00', 'no currency', '12.00'],
])('%s in %s is written %s', (amount, currency, written) => {
  expect(inUnits(amount, currency)).toBe(written);
});

test('a currency has the digits of its own', () => {
  expect(['JPY', 'GBP', 'KWD'].map(digitsOf)).toEqual([0, 2, 3]);
});
