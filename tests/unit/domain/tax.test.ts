import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, toAmount } from '#lib/domain/money.ts';
import {
  explainTax,
  formatRate,
  ledgerTax,
  mayCarry,
  netOf,
  nominalRate,
  ratesInstead,
  taxByLedger,
  taxOnNet,
} from '#lib/domain/tax.ts';
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
  expect(ledgerTax(total, rate('15'), 2)).toBe(tax);
});

test('a rate of nothing gives no tax, and tax has the digits that the books keep', () => {
  expect(ledgerTax('120.00', rate('0'), 2)).toBe('0.00');
  expect(ledgerTax('1100', rate('10'), 0)).toBe('100');
  expect(ledgerTax('1000', rate('20'), 0)).toBe('167');
  expect(ledgerTax('1.25', rate('20'), 3)).toBe('0.208');
});

test('net and tax always make the total again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000_000, max: 10_000_000 }),
      fc.integer({ min: 0, max: 4000 }),
      (cents, permille) => {
        const total = decimal(String(cents)).div(100).toFixed(2);
        const tax = ledgerTax(total, rate(decimal(String(permille)).div(100).toString()), 2);
        expect(
          decimal(netOf(total, tax, 2))
            .plus(tax)
            .equals(total),
        ).toBe(true);
        expect(decimal(tax).abs().lte(decimal(total).abs())).toBe(true);
      },
    ),
  );
});

test('where a tax amount comes from is told, and what the rate would give instead', () => {
  expect(
    explainTax({ total: '120.00', taxAmount: '20.00', taxMode: 'INCLUSIVE' }, rate('20'), 2, 'commaPoint'),
  ).toMatchObject({
    isOverridden: false,
  });
  expect(
    explainTax({ total: '120.00', taxAmount: '19.50', taxMode: 'INCLUSIVE' }, rate('20'), 2, 'commaPoint'),
  ).toEqual({
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
        const net = toAmount(decimal(String(count)).div(100), 2);
        const percent = rate(decimal(String(permille)).div(100).toString());
        const tax = taxOnNet(net, percent, 2);
        const total = toAmount(decimal(net).plus(tax), 2);
        expect(ledgerTax(total, percent, 2)).toBe(tax);
        expect(taxByLedger({ total, taxAmount: tax }, percent, 'EXCLUSIVE', 2)).toBe(tax);
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
  expect(formatRate(rate('20.0000'), 'commaPoint')).toBe('20%');
  expect(formatRate(rate('12.5'), 'commaPoint')).toBe('12.5%');
  expect(formatRate(rate('12.5'), 'pointComma')).toBe('12,5%');
});

test('in place of a rate that an account may not carry stands the one of the same percentage, and its own', () => {
  const instead = (rateId: string, taxType: string | null) => {
    const account = lists.accounts.get('power');
    return ratesInstead(lists.taxRates.get(rateId), account && { ...account, taxType }, lists).map(({ id }) => id);
  };
  expect(instead('sales20', null)).toEqual(['vat20']);
  expect(instead('sales20', 'RRINPUT')).toEqual(['vat20', 'vat5']);
  expect(instead('sales20', 'INPUT2')).toEqual(['vat20']);
  expect(instead('gone', null)).toEqual([]);
});

test('a reverse charge stands for the percentage of its components, although none of it is charged', () => {
  const part = { name: 'VAT', rate: '20', isCompound: false, isNonRecoverable: false };
  expect(nominalRate({ effectiveRate: '0', components: [part] })).toBe('20');
  expect(nominalRate({ effectiveRate: '12.5', components: [] })).toBe('12.5');
});
