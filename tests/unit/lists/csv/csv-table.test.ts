import { expect, test } from 'vitest';
import { readCsvTable } from '#lib/lists/csv/csv-table.ts';

const known = ['Code', 'Name', 'Type', 'Tax rate'] as const;

const read = (headings: string) => readCsvTable(new TextEncoder().encode(`${headings}\na,b,c,d\n`), known, ['Name']);

test.each([
  ['Code,Name,Type,Tax rate', { Code: 'a', Name: 'b', Type: 'c', 'Tax rate': 'd' }, []],
  ['category code,Category name,,', { Code: 'a', Name: 'b' }, []],
  ['*Code,*Name,*Type,*Tax Code', { Code: 'a', Name: 'b', Type: 'c', 'Tax rate': 'd' }, []],
  ['Account name,Name,Kind,', { Name: 'b' }, ['Account name', 'Kind']],
  ['Supplier name,Category code,,', { Name: 'a', Code: 'b' }, []],
])('a file with the headings %s is read by them, and by what others call them', (headings, cells, unused) => {
  expect(read(headings)).toEqual({ ok: true, value: { entries: [{ line: 2, cells }], unused } });
});

test('a file without a name is told so', () => {
  expect(read('Code,Type,Rate,')).toMatchObject({ ok: false, error: { line: 1 } });
});
