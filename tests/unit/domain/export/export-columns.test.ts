import { expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { codingFields } from '#lib/domain/coding/coding.ts';
import {
  allColumns,
  columnPresets,
  columnsIn,
  columnTitle,
  type ExportedItem,
  exportRows,
} from '#lib/domain/export/export-columns.ts';
import type { ChosenColumns } from '#lib/domain/export/export-form.ts';
import { aCoding, aLine, lists } from '#tests/support/coding.ts';

/* What a file of items says, read as a spreadsheet would: by the titles of its columns. */

const anItem = (changes: Partial<ExportedItem> = {}): ExportedItem => ({
  ...{ id: 'id', number: 7, coding: aCoding(), currency: 'GBP', status: 'READY' },
  ...{ addedOn: calendarDate('2026-11-05'), publishedOn: null, ledgerNumber: null },
  ...{ url: 'https://intray.test/open/id', documents: ['bill.pdf'], ...changes },
});

const table = (item: ExportedItem, { columns, perLine }: ChosenColumns = columnPresets.lines) => {
  const known = columnsIn(columns, lists);
  return exportRows(item, lists, { columns: known, perLine }).map((cells) =>
    Object.fromEntries(known.map((column, index) => [columnTitle(column, 'COSTS', lists), cells[index]])),
  );
};

test('an item is a row of plain numbers and ISO dates, with the names of what it is coded to', () => {
  expect(
    table(anItem({ coding: aCoding({ total: '1234.5', taxAmount: '205.75', tracking1OptionId: 'north' }) })),
  ).toEqual([
    {
      ...{ Item: '7', Type: 'Invoice', Date: '2026-11-01', 'Due date': '2026-11-30', Supplier: 'Acme Ltd' },
      ...{ 'Document reference': 'INV-7', Description: 'Electricity', 'Category code': '445' },
      ...{ Category: 'Light, Power, Heating', 'Tax rate': 'Rate INPUT2', Quantity: '1', 'Unit price': '' },
      ...{ Net: '1028.75', Tax: '205.75', Total: '1234.5', Currency: 'GBP', Region: 'North', Department: '' },
      ...{ Owner: '', Status: 'Ready', Added: '2026-11-05', Document: 'bill.pdf' },
    },
  ]);
});

test('lines are rows of their own, so that the amounts of the file add up', () => {
  const lines = [
    aLine({ total: '100.00', taxAmount: '16.67', unitAmount: '50.00', quantity: '2' }),
    aLine({ description: null, accountId: 'office', total: '20.00', taxAmount: '3.33' }),
  ];
  expect(table(anItem({ coding: aCoding({ lines }) }))).toMatchObject([
    { Item: '7', Quantity: '2', 'Unit price': '50.00', Net: '83.33', Tax: '16.67', Total: '100.00' },
    { Item: '7', Description: 'Electricity', Category: 'General Expenses', Net: '16.67', Total: '20.00' },
  ]);
});

test('what a credit note gives back is below zero', () => {
  expect(table(anItem({ coding: aCoding({ type: 'CREDIT_NOTE', dueOn: null }) }))).toMatchObject([
    { Type: 'Credit note', 'Due date': '', Net: '-100.00', Tax: '-20.00', Total: '-120.00' },
  ]);
});

test('an item is one row where that is asked for, with what its lines come to and what they are coded to', () => {
  const lines = [
    aLine({ total: '100.00', taxAmount: '16.67' }),
    aLine({ accountId: 'office', total: '20.00', taxAmount: '3.33' }),
  ];
  const coding = aCoding({ total: '120.00', taxAmount: null, lines });
  expect(table(anItem({ coding }), columnPresets.items)).toMatchObject([
    { Category: 'Light, Power, Heating; General Expenses', Net: '100.00', Tax: '20.00', Total: '120.00' },
  ]);
});

test('every field of a coding can be a column, in any order, and those chosen are all that a file has', () => {
  expect(codingFields.filter((field) => field !== 'lines' && !allColumns.includes(field))).toEqual([]);
  expect(Object.entries(table(anItem(), { columns: ['total', 'number', 'url'], perLine: false })[0] ?? {})).toEqual([
    ['Total', '120.00'],
    ['Item', '7'],
    ['Link', 'https://intray.test/open/id'],
  ]);
});

test('an item without anything decided is a row too, and one that was put aside says so', () => {
  const bare = aCoding({ contactId: null, accountId: null, taxRateId: null, total: null, taxAmount: null });
  const [row] = table(anItem({ coding: bare, status: 'ARCHIVED' }));
  expect(row).toMatchObject({ Supplier: '', Category: '', Net: '', Total: '', Status: 'Archived' });
});
