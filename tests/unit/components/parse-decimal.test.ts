import { describe, expect, test } from 'vitest';
import { formatDecimal, parseDecimal } from '#components/ui/parse-decimal.ts';

describe('an amount is read as people write it', () => {
  test.each([
    ['', ''],
    ['12', '12.00'],
    ['12.5', '12.50'],
    ['.5', '0.50'],
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1 234,50', '1234.50'],
    ['1\u202f234,50', '1234.50'],
    ["1'234.50", '1234.50'],
    ['1,234,567', '1234567.00'],
    ['1,234', '1234.00'],
    ['1,23', '1.23'],
    ['1.23', '1.23'],
    ['12.500', '12.50'],
    ['£1,234.50', '1234.50'],
    ['GBP 12', '12.00'],
    ['12 EUR', '12.00'],
    ['-12', '-12.00'],
    ['−12', '-12.00'],
    ['12-', '-12.00'],
    ['(12.00)', '-12.00'],
    ['-0', '0.00'],
    ['007', '7.00'],
    ['9007199254740.93', '9007199254740.93'],
  ])('%j is %j', (text, decimal) => {
    expect(parseDecimal(text)).toEqual({ decimal });
  });

  test.each(['abc', '1.2.3', '1,23,456', '12,34.5', '1.234.56', '£', '12x', '--1', '1,234,5'])(
    '%j is not a number, rather than a wrong one',
    (text) => {
      expect(parseDecimal(text)).toEqual({ problem: 'notANumber' });
    },
  );

  test('too many digits after the point are refused, never rounded', () => {
    expect(parseDecimal('12.345')).toEqual({ problem: 'tooManyDecimals' });
    expect(parseDecimal('12.3456', { decimals: 4 })).toEqual({ decimal: '12.3456' });
    expect(parseDecimal('100', { decimals: 0 })).toEqual({ decimal: '100' });
  });

  test('more digits than the books can hold are refused', () => {
    expect(parseDecimal('12345678901234')).toEqual({ problem: 'tooLong' });
  });

  test('a negative amount is refused where none may be', () => {
    expect(parseDecimal('-1', { allowsNegative: false })).toEqual({ problem: 'negativeNotAllowed' });
  });
});

describe('an amount is shown with its thousands marked', () => {
  test.each([
    ['1234.50', '1,234.50'],
    ['-1234567', '-1,234,567'],
    ['123.4567', '123.4567'],
    ['', ''],
  ])('%j as %j', (decimal, shown) => {
    expect(formatDecimal(decimal)).toBe(shown);
  });
});
