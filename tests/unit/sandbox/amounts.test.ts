import { expect, test } from 'vitest';
import { lineAmountOf, round, taxOn } from '#tests/sandbox/accounting/documents/amounts.ts';

test.each([
  [25.06, 15, 'Exclusive', 3.76],
  [25.61, 15, 'Exclusive', 3.84],
  [25.63, 15, 'Exclusive', 3.84],
  [541.25, 15, 'Inclusive', 70.6],
  [97, 15, 'Inclusive', 12.65],
  [100, 14.975, 'Exclusive', 14.98],
  [-25.06, 15, 'Exclusive', -3.76],
  [100, 20, 'NoTax', 0],
] as const)('the tax on %d at %d%%, %s, is %d', (amount, percentage, types, tax) => {
  expect(taxOn(amount, percentage, types)).toBe(tax);
});

test.each([
  [3, 33.33, undefined, undefined, 99.99],
  [3, 33.335, undefined, undefined, 100.01],
  [2, 50, 10, undefined, 90],
  [2, 50, undefined, 25, 75],
] as const)('%d at %d less %s%% or %s is %d', (quantity, price, rate, discount, amount) => {
  expect(lineAmountOf(quantity, price, { discountRate: rate, discountAmount: discount })).toBe(amount);
});

test('half a cent rounds away from zero, without the errors of floating point', () => {
  expect([round(1.005), round(-1.005), round(0.1 + 0.2)]).toEqual([1.01, -1.01, 0.3]);
});
