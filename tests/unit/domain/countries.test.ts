import { expect, test } from 'vitest';
import { countryCodes, countryName, currencyCodes, currencyName, usualCurrency } from '#lib/domain/countries.ts';

test('every country and currency offered at set-up has a name people know', () => {
  expect(countryCodes).toHaveLength(new Set(countryCodes).size);
  expect(countryCodes.filter((code) => countryName(code) === code)).toEqual([]);
  expect(currencyCodes.filter((code) => currencyName(code) === code)).toEqual([]);
});

test.each([
  ['GB', 'GBP'],
  ['NZ', 'NZD'],
  ['IE', 'EUR'],
  ['ZA', 'ZAR'],
])('books in %s are suggested in %s', (country, currency) => {
  expect(usualCurrency(country)).toBe(currency);
});
