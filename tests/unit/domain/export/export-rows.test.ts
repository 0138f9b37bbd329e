import { expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { amountColumns, type ExportedItem, exportHeadings, exportRows } from '#lib/domain/export/export-rows.ts';
import { aCoding, aLine, lists } from '#tests/support/coding.ts';

/* What a file of items says, read as a spreadsheet would: by the titles of its columns. */

const anItem = (changes: Partial<ExportedItem> = {}): ExportedItem => ({
  ...{ number: 7, coding: aCoding(), currency: 'GBP', status: 'READY', isArchived: false, isPublished: false },
  ...{ addedOn: calendarDate('2026-11-05'), document: 'bill.pdf', ...changes },
});

const table = (item: ExportedItem) => {
  const headings = exportHeadings('COSTS', lists);
  return exportRows(item, lists).map((cells) => {
    expect(cells).toHaveLength(headings.length);
    return Object.fromEntries(headings.map((heading, index) => [heading, cells[index]]));
  });
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
  const headings = exportHeadings('COSTS', lists);
  const amounts = ['Quantity', 'Unit price', 'Net', 'Tax', 'Total'];
  expect([...amountColumns].map((column) => headings[column])).toEqual(amounts);
  expect(table(anItem({ coding: aCoding({ type: 'CREDIT_NOTE', dueOn: null }) }))).toMatchObject([
    { Type: 'Credit note', 'Due date': '', Net: '-100.00', Tax: '-20.00', Total: '-120.00' },
  ]);
});

test('an item without anything decided is a row too, and one that was put aside says so', () => {
  const bare = aCoding({ contactId: null, accountId: null, taxRateId: null, total: null, taxAmount: null });
  const [row] = table(anItem({ coding: bare, status: 'PUBLISHED', isArchived: true }));
  expect(row).toMatchObject({ Supplier: '', Category: '', Net: '', Total: '', Status: 'Archived' });
});
