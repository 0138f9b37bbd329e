import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTable, writeTable } from '#lib/domain/clipboard-table.ts';

const rows = (text: string, isHeading?: (cell: string) => boolean) => readTable(text, isHeading).rows;

test('cells of a spreadsheet stand between tabs, and in marks what holds a tab, a line break or a mark', () => {
  expect(rows('Toner\t12.00\r\n"Two\nlines"\t"3\ttabs"\r\n"say ""hi"""\t\r\n')).toEqual([
    ['Toner', '12.00'],
    ['Two\nlines', '3\ttabs'],
    ['say "hi"', ''],
  ]);
});

test('a mark that ends nowhere is a part of the text', () => {
  expect(rows('"A4" paper\t1\n5" pipe\t2\n"open\t3')).toEqual([
    ['"A4" paper', '1'],
    ['5" pipe', '2'],
    ['"open', '3'],
  ]);
});

test('rows are made as wide as the widest, and an empty one between others is kept', () => {
  expect(rows('a\tb\tc\nd\n\ne\n\n')).toEqual([
    ['a', 'b', 'c'],
    ['d', '', ''],
    ['', '', ''],
    ['e', '', ''],
  ]);
});

test('text of a file is parted at semicolons, and at commas where they can be nothing else', () => {
  expect(rows('Toner;1,50\nPaper;2,50')).toEqual([
    ['Toner', '1,50'],
    ['Paper', '2,50'],
  ]);
  expect(rows('Toner,2,12.00\n"Paper, white",1,6.00')).toEqual([
    ['Toner', '2', '12.00'],
    ['Paper, white', '1', '6.00'],
  ]);
  expect(rows('Text,Sum\nToner,12', (cell) => ['Text', 'Sum'].includes(cell))).toEqual([
    ['Text', 'Sum'],
    ['Toner', '12'],
  ]);
  // Numbers with decimals, and texts, in one column.
  expect(rows('1,50\n2,50')).toEqual([['1,50'], ['2,50']]);
  expect(rows('Delivery, express')).toEqual([['Delivery, express']]);
});

test('what is beyond the limit is left out and counted', () => {
  const { rows, leftOut } = readTable('x\n'.repeat(1_005));
  expect([rows.length, leftOut]).toEqual([1_000, 5]);
});

test('a whole workbook that is pasted by mistake is read in a moment', () => {
  const begun = performance.now();
  expect(readTable(`a\tb\n${'abcdefghij\n'.repeat(200_000)}`).leftOut).toBe(199_001);
  expect(readTable('abcdefghij\n'.repeat(200_000)).leftOut).toBe(199_000);
  // By the square of its length it would be minutes.
  expect(performance.now() - begun).toBeLessThan(15_000);
});

test('whatever is copied is pasted as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ',', ';', ' ') }).map((text) => text.trim());
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, fc.constant('end')), { minLength: 1, maxLength: 5 }), (table) => {
      expect(rows(writeTable(table))).toEqual(table);
    }),
  );
});
