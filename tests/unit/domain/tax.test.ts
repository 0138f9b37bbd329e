import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, toAmount } from '#lib/domain/money.ts';
import { explainTax, formatRate, ledgerTax, mayCarry, netOf, taxByLedger, taxOnNet } from '#lib/domain/tax.ts';
import { lists } from '#tests/support/coding.ts';

const rate = (effectiveRate: string) => ({ effectiveRate });

test.each([
  ['541.25', '70.60'],
  ['97.00', '12.65'],
  ['89.00', '11.61'],
  ['500', '65.22'],
  ['0.00', '0.00'],
  ['-500.00', '-65.22'],
])('%s including 15%% holds the tax that Xero recorded: %s', (total, tax) => {
  expect(ledgerTax(total, rate('15'), 'NZD')).toBe(tax);
});

test('a rate of nothing gives no tax, and a yen has no smaller part', () => {
  expect(ledgerTax('120.00', rate('0'), 'GBP')).toBe('0.00');
  expect(ledgerTax('1100', rate('10'), 'JPY')).toBe('100.00');
  expect(ledgerTax('1000', rate('20'), 'JPY')).toBe('166.67');
  expect(ledgerTax('1.25', rate('20'), 'KWD')).toBe('0.21');
});

test('net and tax always make the total again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000_000, max: 10_000_000 }),
      fc.integer({ min: 0, max: 4000 }),
      (cents, permille) => {
        const total = decimal(String(cents)).div(100).toFixed(2);
        const tax = ledgerTax(total, rate(decimal(String(permille)).div(100).toString()), 'GBP');
        expect(
          decimal(netOf(total, tax, 'GBP'))
            .plus(tax)
            .equals(total),
        ).toBe(true);
        expect(decimal(tax).abs().lte(decimal(total).abs())).toBe(true);
      },
    ),
  );
});

test('where a tax amount comes from is told, and what the rate would give instead', () => {
  expect(explainTax({ total: '120.00', taxAmount: '20.00', taxMode: 'INCLUSIVE' }, rate('20'), 'GBP')).toMatchObject({
    isOverridden: false,
  });
  expect(explainTax({ total: '120.00', taxAmount: '19.50', taxMode: 'INCLUSIVE' }, rate('20'), 'GBP')).toEqual({
    text: 'Entered by hand. 20% of this total would be 20.00.',
    isOverridden: true,
    byRate: '20.00',
  });
});

test('what a rate adds to a net amount is what it finds in the sum of both', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000_000, max: 10_000_000 }),
      fc.integer({ min: 0, max: 40_000 }),
      (count, permille) => {
        const net = toAmount(decimal(String(count)).div(100), 'GBP');
        const percent = rate(decimal(String(permille)).div(100).toString());
        const tax = taxOnNet(net, percent, 'GBP');
        const total = toAmount(decimal(net).plus(tax), 'GBP');
        expect(ledgerTax(total, percent, 'GBP')).toBe(tax);
        expect(taxByLedger({ total, taxAmount: tax }, percent, 'EXCLUSIVE', 'GBP')).toBe(tax);
      },
    ),
  );
});

test('a rate belongs to the classes of account that the ledger ties it to', () => {
  const expense = { class: 'EXPENSE' } as const;
  expect(mayCarry(expense, lists.taxRates.get('vat20') ?? expect.fail())).toBe(true);
  expect(mayCarry(expense, lists.taxRates.get('sales20') ?? expect.fail())).toBe(false);
});

test('percentages are written without needless zeros', () => {
  expect([formatRate(rate('20.0000')), formatRate(rate('12.5'))]).toEqual(['20%', '12.5%']);
});
