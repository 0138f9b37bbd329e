import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountDigits, decimal, formatAmount, roundMoney, sum, toAmount } from '#lib/domain/money.ts';

test.each([
  ['1.005', 'GBP', '1.01'],
  ['1.004999', 'GBP', '1.00'],
  ['-1.005', 'GBP', '-1.01'],
  ['-0.001', 'GBP', '0.00'],
  ['1234.5', 'JPY', '1234.50'],
  ['1.0005', 'KWD', '1.00'],
  ['166.666', 'JPY', '166.67'],
  ['0.1', 'GBP', '0.10'],
])('%s %s is the amount %s', (value, currency, amount) => {
  expect(toAmount(value, currency)).toBe(amount);
});

test.each([
  ['1234567.5', 'GBP', '1,234,567.50'],
  ['-1234.5', 'GBP', '-1,234.50'],
  ['999', 'GBP', '999.00'],
  ['1000', 'JPY', '1,000'],
  ['1166.67', 'JPY', '1,166.67'],
  ['1.2', 'KWD', '1.20'],
])('%s %s reads %s', (value, currency, text) => {
  expect(formatAmount(value, currency)).toBe(text);
});

test('0.1 and 0.2 are exactly 0.3', () => {
  expect(sum(['0.1', '0.2']).equals('0.3')).toBe(true);
});

test('text that is no number is never taken for money', () => {
  expect(() => decimal('12,50')).toThrow();
  expect(() => decimal('')).toThrow();
});

describe('for every amount', () => {
  const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  const fromCents = (value: bigint) => decimal(value.toString()).dividedBy(100);

  test('rounding twice is rounding once', () => {
    fc.assert(
      fc.property(cents, fc.constantFrom('GBP', 'JPY', 'KWD'), (value, currency) => {
        const once = roundMoney(fromCents(value), currency);
        expect(roundMoney(once, currency).equals(once)).toBe(true);
        expect(once.decimalPlaces()).toBeLessThanOrEqual(amountDigits(currency));
      }),
    );
  });

  test('a sum does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 50 }), (values) => {
        const amounts = values.map(fromCents);
        expect(sum(amounts).equals(sum(amounts.toReversed()))).toBe(true);
      }),
    );
  });
});
