import { expect, test } from 'vitest';
import type { TaxRate } from 'xero-node';
import { taxRateOf } from '#lib/ledger/xero/list-entries.ts';

const rate = (values: object): TaxRate => ({
  taxType: 'INPUT2',
  name: '20% (VAT on Expenses)',
  status: 'ACTIVE' as unknown as TaxRate.StatusEnum,
  ...values,
});

test('a rate keeps its four decimals', () => {
  expect(taxRateOf(rate({ effectiveRate: 14.9749, taxComponents: [{ name: 'GST', rate: 5 }] }))).toMatchObject({
    effectiveRate: '14.9749',
    components: [{ name: 'GST', rate: '5' }],
  });
});

test.each([{ effectiveRate: '20.0000' }, { effectiveRate: 20, taxComponents: [{ name: 'VAT', rate: '20' }] }])(
  'a rate that comes as text, as in %j, is refused and never read as nothing',
  (values) => {
    expect(() => taxRateOf(rate(values))).toThrow('a text where a number belongs');
  },
);

test.each([{ taxType: 'AVALARA' }, { taxType: 'TAX004', reportTaxType: 'USSALESTAX' }])(
  'a rate that Xero computes by itself, as %j, may stand on no account',
  (values) => {
    const { canApplyTo } = taxRateOf(rate({ canApplyToExpenses: true, canApplyToRevenue: true, ...values }));
    expect(Object.values(canApplyTo)).toEqual([false, false, false, false, false]);
  },
);
