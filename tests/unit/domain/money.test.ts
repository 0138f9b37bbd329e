import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumOf } from '#lib/domain/amount.ts';
import { decimal, padded, roundMoney, sum, toAmount } from '#lib/domain/money.ts';
import { writeNumber } from '#lib/domain/number-form.ts';

test.each([
  ['1.005', 2, '1.01'],
  ['1.004999', 2, '1.00'],
  ['-1.005', 2, '-1.01'],
  ['-0.001', 2, '0.00'],
  ['1234.5', 2, '1234.50'],
  ['1234.5', 0, '1235'],
  ['-0.4', 0, '0'],
  ['1.0005', 3, '1.001'],
  ['0.1', 2, '0.10'],
])('%s to %i digits is the amount %s', (value, digits, amount) => {
  expect(toAmount(value, digits)).toBe(amount);
});

test.each([
  ['1000', 2, '1,000.00'],
  ['1234567.5', 2, '1,234,567.50'],
  ['-1234.5', 2, '-1,234.50'],
  ['999', 0, '999'],
  ['1166.67', 0, '1,166.67'],
  ['1.2345', 2, '1.2345'],
])('%s with at least %i digits reads %s: nothing is hidden by rounding', (value, digits, text) => {
  expect(writeNumber(padded(value, digits), 'commaPoint')).toBe(text);
});

test('a sum has the digits of the finest of its amounts', () => {
  expect(sumOf(['1000.00', '0.10', '-0.1'])).toBe('1000.00');
  expect(sumOf(['3000', '12'])).toBe('3012');
  expect(sumOf([])).toBe('0');
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
      fc.property(cents, fc.integer({ min: 0, max: 4 }), (value, digits) => {
        const once = roundMoney(fromCents(value), digits);
        expect(roundMoney(once, digits).equals(once)).toBe(true);
        expect(once.decimalPlaces()).toBeLessThanOrEqual(digits);
      }),
    );
  });

  test('the sum of amounts as text is that of their numbers', () => {
    const amount = fc.tuple(cents, fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 50 }), (values) => {
        const amounts = values.map(([value, digits]) => padded(fromCents(value), digits));
        expect(sum(amounts).equals(sumOf(amounts))).toBe(true);
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
