import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withValues } from '#components/items/line-values.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { withConsequences } from '#lib/domain/coding/coding-changes.ts';
import { groupLines } from '#lib/domain/coding/group-lines.ts';
import { changeLine, lineOfItem } from '#lib/domain/coding/line-items.ts';
import type { Lists, TaxComponent, TaxRate } from '#lib/domain/lists.ts';
import { decimal, sum, toAmount } from '#lib/domain/money.ts';
import { ledgerDocument } from '#lib/domain/publication/ledger-document.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { secondTaxName, taxParts } from '#lib/domain/tax-components.ts';
import { taxNotes } from '#lib/domain/tax-notes.ts';
import { asSent } from '#lib/domain/tax-policy.ts';
import { taxPolicies } from '#lib/domain/tax-settings.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

const component = (name: string, rate: string, more: Partial<TaxComponent> = {}): TaxComponent => ({
  ...{ name, rate, isCompound: false, isNonRecoverable: false },
  ...more,
});
const columbia = { components: [component('GST', '5'), component('PST', '7', { isNonRecoverable: true })] };
const quebec = { components: [component('GST', '5'), component('QST', '9.975')] };
const parts = (rate: Pick<TaxRate, 'components'>, tax: string, second: string | null = null) =>
  taxParts(rate, tax, second, 2).map(({ name, amount }) => `${name} ${amount}`);

test.each([
  ['British Columbia', columbia, '12.00', null, ['GST 5.00', 'PST 7.00']],
  ['Québec', quebec, '14.98', null, ['GST 5.00', 'QST 9.98']],
  ['Ontario', { components: [component('HST', '13')] }, '13.00', null, ['HST 13.00']],
  ['a document that prints both', columbia, '12.01', '7.01', ['GST 5.00', 'PST 7.01']],
  [
    'a tax on a tax',
    { components: [component('A', '10'), component('B', '10', { isCompound: true })] },
    '21.00',
    null,
    ['A 10.00', 'B 11.00'],
  ],
  ['rates of nothing', { components: [component('A', '0'), component('B', '0')] }, '3.00', null, ['A 3.00', 'B 0.00']],
] as const)('the tax of %s is told by its components', (_, rate, tax, second, expected) => {
  expect(parts({ components: [...rate.components] }, tax, second)).toEqual(expected);
});

test('the components of a tax always make it again', () => {
  const rates = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(rates, fc.integer({ min: -1_000_000, max: 1_000_000 }), (hundredths, cents) => {
      const components = hundredths.map((rate, index) =>
        component(`Tax ${index}`, decimal(String(rate)).div(100).toFixed()),
      );
      const tax = toAmount(decimal(String(cents)).div(100), 2);
      const told = taxParts({ components }, tax, null, 2).map(({ amount }) => amount);
      expect(toAmount(sum(told), 2)).toBe(tax);
    }),
  );
});

describe('an item with a combined rate', () => {
  const rate: TaxRate = {
    ...{
      id: 'bc',
      taxType: 'CAN002',
      name: 'BC - GST/PST on Purchases 12%',
      effectiveRate: '12',
      reportTaxType: 'INPUT',
    },
    ...{ canApplyTo: { ASSET: true, EQUITY: true, EXPENSE: true, LIABILITY: true, REVENUE: false }, isArchived: false },
    ...columbia,
  };
  const books: Lists = { ...lists, taxRates: new Map([...lists.taxRates, ['bc', rate]]) };
  const bill = (changes: Partial<Coding> = {}) =>
    aCoding({ total: '112.01', taxRateId: 'bc', taxAmount: '12.01', secondTaxAmount: '7.01', ...changes });
  const codes = (changes: Partial<Coding>) =>
    readiness(bill(changes), { workspace: 'COSTS', lists: books, organisation, today, numbers: 'commaPoint' }).map(
      ({ code, field }) => [code, field],
    );

  test('says each tax, and which of it is not recoverable, also of its lines together', () => {
    const notes = (coding: Coding) => taxNotes(coding, 'COSTS', books, 'commaPoint');
    expect(notes(bill())).toEqual([
      expect.stringMatching(/GST\S* 5\.00, recoverable; \S*PST\S* 7\.01, not recoverable/),
    ]);
    const line = aLine({ taxRateId: 'bc', total: '112.00', taxAmount: '12.00' });
    expect(notes(bill({ lines: [line, { ...line, id: 'line-2', secondTaxAmount: '7.10' }] }))).toEqual([
      expect.stringMatching(/GST\S* 9\.90.*PST\S* 14\.10/),
    ]);
  });

  test('sends the sum of both as the tax of its line, and keeps the second here', () => {
    expect(ledgerDocument('BILL', bill(), books, null).lines).toMatchObject([
      { taxType: 'CAN002', taxAmount: '12.01', taxIsOverridden: true },
    ]);
    for (const policy of taxPolicies) {
      const sent = asSent(bill(), { ...books, tax: { ...books.tax, policy } });
      expect([sent.total, sent.secondTaxAmount]).toEqual(['112.01', null]);
    }
    expect(codes({})).toEqual([]);
    expect(codes({ secondTaxAmount: '12.02' })).toEqual([['secondTaxExceedsTax', 'secondTaxAmount']]);
    expect(codes({ secondTaxAmount: '-1.00' })).toEqual([['secondTaxExceedsTax', 'secondTaxAmount']]);
  });

  test('forgets the second once the tax or its rate is another, unless both are given', () => {
    const second = (changes: Partial<Coding>) => withConsequences(bill(), changes, books).changes.secondTaxAmount;
    expect(second({ total: '224.00' })).toBeNull();
    expect(second({ taxRateId: 'vat20' })).toBeNull();
    expect(second({ taxMode: 'NONE' })).toBeNull();
    expect(second({ taxAmount: '13.00', secondTaxAmount: '8.00' })).toBe('8.00');
    expect(second({ reference: 'X' })).toBeUndefined();
  });

  test('has it on its lines too: it follows a line that is split off, and goes with a tax that is no more', () => {
    const pricing = { taxMode: 'INCLUSIVE', rates: books.taxRates, digits: 2, unitDigits: 4 } as const;
    const line = lineOfItem(bill(), 'line-1', 2);
    expect(line.secondTaxAmount).toBe('7.01');
    expect(changeLine(line, { description: 'X' }, pricing).secondTaxAmount).toBe('7.01');
    expect(changeLine(line, { total: '224.00' }, pricing).secondTaxAmount).toBeNull();
    expect(withValues(line, { taxAmount: '13.00', secondTaxAmount: '8.00' }, pricing)).toMatchObject({
      taxAmount: '13.00',
      secondTaxAmount: '8.00',
    });
    expect(codes({ lines: [{ ...line, secondTaxAmount: '13.00' }] })).toEqual([
      ['secondTaxExceedsTax', 'secondTaxAmount'],
    ]);
    const other = { ...line, id: 'line-2' };
    expect(groupLines([line, other], 'taxRateId', pricing)).toMatchObject([
      { taxAmount: '24.02', secondTaxAmount: '14.02' },
    ]);
    expect(groupLines([line, { ...other, secondTaxAmount: null }], 'taxRateId', pricing)).toHaveLength(2);
  });
});

test('the second tax is called what the rates of the books call it', () => {
  expect(secondTaxName([columbia, quebec, columbia])).toBe('PST or QST');
  expect(secondTaxName([{ components: [component('HST', '13')] }])).toBeNull();
});
