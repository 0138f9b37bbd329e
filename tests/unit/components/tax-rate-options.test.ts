import { describe, expect, test } from 'vitest';
import { taxRateOptions } from '#components/items/tax-rate-options.ts';
import type { AccountChoice, TaxRateChoice } from '#lib/lists/load-choices.ts';

const spent = { ASSET: true, EQUITY: true, EXPENSE: true, LIABILITY: true, REVENUE: false };
const earned = { ASSET: true, EQUITY: true, EXPENSE: false, LIABILITY: true, REVENUE: true };
const rate = (id: string, name: string, more: Partial<TaxRateChoice> = {}): TaxRateChoice => ({
  id,
  name,
  effectiveRate: '20',
  canApplyTo: spent,
  because: null,
  components: [],
  isOffered: true,
  ...more,
});
const rates = [
  rate('reduced', '5% (VAT on Expenses)', { effectiveRate: '5', because: 'Used for Acme' }),
  rate('sales', '20% (VAT on Income)', { canApplyTo: earned }),
  rate('standard', '20% (VAT on Expenses)'),
  rate('zero', 'Zero Rated', { effectiveRate: '0' }),
  rate('hidden', 'Hidden', { isOffered: false }),
];
const office: AccountChoice = {
  ...{ id: 'office', code: '429', name: 'General Expenses', class: 'EXPENSE' },
  ...{ taxRateId: 'standard', suggested: null, isOffered: true },
};
const shown = (account?: AccountChoice, used: string | null = null) =>
  taxRateOptions(rates, account, used, 'commaPoint').options.map(({ title, options }) => [
    title,
    options.map(({ id, description }) => (description ? [id, description] : id)),
  ]);

describe('the tax rates to choose from', () => {
  test("begin with the category's own and with what is used for the supplier, each with the reason", () => {
    expect(shown(office)).toEqual([
      [
        'Most likely',
        [
          ['standard', 'The default of 429 General Expenses'],
          ['reduced', 'Used for Acme'],
        ],
      ],
      ['Others for expenses', ['zero']],
    ]);
  });

  test('are all that are not hidden while there is no category', () => {
    expect(shown()).toEqual([
      ['Most likely', [['reduced', 'Used for Acme']]],
      ['Others', ['sales', 'standard', 'zero']],
    ]);
  });

  test('leave out one that the category may not carry, though it stays to be seen where it is chosen', () => {
    const { options, selectedOption } = taxRateOptions(rates, office, 'sales', 'commaPoint');
    expect(options.flatMap((section) => section.options).map(({ id }) => id)).not.toContain('sales');
    expect(selectedOption).toMatchObject({ id: 'sales', label: '20% (VAT on Income)' });
  });

  test('say so where there is none for the category', () => {
    const equity: AccountChoice = { ...office, class: 'EQUITY', name: 'Shares', taxRateId: null };
    const none = taxRateOptions(
      [rate('x', 'X', { canApplyTo: { ...spent, EQUITY: false } })],
      equity,
      null,
      'commaPoint',
    );
    expect(none.options).toEqual([]);
    expect(none.emptyText).toContain('equity');
  });
});
