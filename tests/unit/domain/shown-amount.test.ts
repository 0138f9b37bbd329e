import { expect, test } from 'vitest';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import { writeNumber } from '#lib/domain/number-form.ts';

test.each([
  ['CREDIT_NOTE', '60.00', '-60.00'],
  ['CREDIT_NOTE', '-60.00', '-60.00'],
  ['CREDIT_NOTE', '0.00', '0.00'],
  ['INVOICE', '60.00', '60.00'],
  ['INVOICE', '-60.00', '-60.00'],
  ['RECEIPT', '1234.50', '1,234.50'],
] as const)('the amount of a %s of %s reads %s', (type, amount, read) => {
  expect(writeNumber(shownAmount(type, amount), 'commaPoint')).toBe(read);
});

test('what has no amount yet shows none', () => {
  expect(shownAmount('CREDIT_NOTE', null)).toBeNull();
});
