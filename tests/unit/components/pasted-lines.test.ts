import { describe, expect, test } from 'vitest';
import { lineColumns, offeredColumns } from '#components/items/line-columns.ts';
import { withValues } from '#components/items/line-values.ts';
import { type PasteContext, readPasted, withUnread } from '#components/items/pasted-lines.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import type { TaxMode } from '#lib/domain/tax.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { lists } from '#tests/support/coding.ts';

const choices = {
  accounts: [...lists.accounts.values()].map((account) => ({ ...account, isOffered: !account.isArchived })),
  taxRates: [...lists.taxRates.values()].map((rate) => ({ ...rate, isOffered: !rate.isArchived })),
  tracking: lists.tracking,
  amountDigits: 2,
  unitDigits: 4,
} as unknown as Choices;

const columnsIn = (taxMode: TaxMode) => lineColumns(taxMode, offeredColumns(choices.tracking, 'COSTS'));

function context(
  taxMode: TaxMode = 'INCLUSIVE',
  numbers: PasteContext['form']['numbers'] = 'commaPoint',
): PasteContext {
  return {
    choices,
    pricing: { taxMode, rates: lists.taxRates, digits: 2, unitDigits: 4 },
    currency: 'GBP',
    form: { numbers, areNumbersChosen: numbers !== 'commaPoint' },
    products: [{ id: 'pens', names: ['PEN', 'Box of pens'] }],
    customers: [{ id: 'club', names: ['Rowing Club'] }],
  };
}

const read = (table: string[][], from = 0, taxMode: TaxMode = 'INCLUSIVE') =>
  readPasted(table, columnsIn(taxMode), from, context(taxMode));

test('headings tell what is in a column, in our words, in those of the books and of other software', () => {
  const { columns, rows, unread } = read([
    ['Narrative', 'Qty', 'Unit Cost', 'Account Code', 'Tax Type', 'Region', 'SKU', 'Customer', 'Amount'],
    ['Pens', '2', '£6.00', '445', 'Rate INPUT2', 'North', 'pen', 'rowing club', '12.00'],
  ]);
  expect(columns).toEqual([
    'description',
    'quantity',
    'unitAmount',
    'accountId',
    'taxRateId',
    'tracking1OptionId',
    'productId',
    'rebillableContactId',
    'total',
  ]);
  expect(rows).toEqual([
    {
      description: 'Pens',
      quantity: '2.00',
      unitAmount: '6.00',
      accountId: 'power',
      taxRateId: 'vat20',
      tracking1OptionId: 'north',
      productId: 'pens',
      rebillableContactId: 'club',
      total: '12.00',
    },
  ]);
  expect(unread).toEqual([]);
});

test('without headings cells go where one is, and on to the right', () => {
  const { hasHeadings, rows, columns } = read([['3', '1.5', 'General Expenses']], 1);
  expect(hasHeadings).toBe(false);
  expect(columns).toEqual(['quantity', 'unitAmount', 'accountId']);
  expect(rows).toEqual([{ quantity: '3.00', unitAmount: '1.50', accountId: 'office' }]);
});

test('what is not understood is told with its reason, and nothing is guessed', () => {
  const { rows, unread } = read([
    ['Description', 'Category', 'Tax rate', 'Gross', 'Colour'],
    ['Pens', 'Stationery', '7%', 'twelve', 'blue'],
  ]);
  expect(rows).toEqual([{ description: 'Pens' }]);
  expect(unread.map(({ text, why }) => [text, why])).toEqual(
    expect.arrayContaining([
      ['Stationery', 'No category of this name or code.'],
      ['7%', 'No tax rate of this percentage.'],
      ['twelve', 'This is not a number.'],
      ['blue', 'There is no column for it.'],
    ]),
  );
});

test('a percentage means the one rate that the category may carry', () => {
  const table = [
    ['Tax rate', 'Category'],
    ['20%', '445'],
    ['0', '445'],
  ];
  expect(read(table).rows).toEqual([
    { accountId: 'power', taxRateId: 'vat20' },
    { accountId: 'power', taxRateId: 'exempt' },
  ]);
  // Without a category it may be that of a sale.
  expect(read([['Tax rate'], ['20%']]).unread).toMatchObject([{ why: 'Several tax rates are of this percentage.' }]);
});

test('numbers are read as their reader writes them, and what may be either is told', () => {
  const german = readPasted([['1.234,50']], columnsIn('NONE'), 4, context('NONE', 'pointComma'));
  expect(german.rows).toEqual([{ total: '1234.50' }]);
  expect(read([['1.25']], 7).rows).toEqual([{ total: '1.25' }]);
  const unclear = readPasted([['12,500']], columnsIn('NONE'), 4, {
    ...context('NONE'),
    form: { numbers: 'pointComma', areNumbersChosen: false },
  });
  expect(unclear.unread).toMatchObject([{ text: '12,500' }]);
});

describe('pasted values of a line', () => {
  const line = { ...emptyLine('x'), taxRateId: 'vat20' };
  const pricing = (taxMode: TaxMode) => context(taxMode).pricing;

  test('of net, tax and gross give the third, in each meaning of prices', () => {
    for (const taxMode of ['INCLUSIVE', 'EXCLUSIVE'] as const) {
      for (const values of [
        { net: '10.00', taxAmount: '1.99' },
        { total: '11.99', taxAmount: '1.99' },
        { net: '10.00', total: '11.99' },
        { net: '10.00', taxAmount: '1.99', total: '11.99' },
      ]) {
        expect(withValues(line, values, pricing(taxMode))).toMatchObject({ total: '11.99', taxAmount: '1.99' });
      }
      expect(withValues(line, { net: '10.00' }, pricing(taxMode))).toMatchObject({ total: '12.00', taxAmount: '2.00' });
    }
    expect(withValues(line, { net: '10.00', taxAmount: '2.00' }, pricing('NONE'))).toMatchObject({
      total: '10.00',
      taxAmount: null,
    });
  });

  test('keep the price that gives the total, and let a price go that does not', () => {
    const priced = { quantity: '7', unitAmount: '1.005', total: '7.04' };
    expect(withValues(line, priced, pricing('INCLUSIVE'))).toMatchObject(priced);
    expect(withValues(line, { ...priced, total: '8.00' }, pricing('INCLUSIVE'))).toMatchObject({
      total: '8.00',
      unitAmount: '1.1429',
    });
  });

  test('that are empty empty the line', () => {
    const full = withValues(line, { description: 'Pens', total: '12.00' }, pricing('INCLUSIVE'));
    const emptied = withValues(full, { description: null, total: null }, pricing('INCLUSIVE'));
    expect(emptied).toMatchObject({ description: null, total: null, taxAmount: null, unitAmount: null });
  });
});

test('what is not understood can be kept in the description of its line', () => {
  const pasted = read([
    ['Description', 'Category', 'Gross'],
    ['Pens', 'Stationery', '1.00'],
    ['Ink', '445', 'two'],
  ]);
  expect(withUnread(pasted).map(({ description }) => description)).toEqual(['Pens; Stationery', 'Ink; two']);
  const unnamed = read([['Stationery']], 3);
  expect(withUnread(unnamed, () => 'As it was')).toEqual([{ description: 'As it was; Stationery' }]);
});
