import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_CSV_BYTES, MAX_CSV_ROWS, readCsv, writeCsv } from '#lib/domain/csv.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function read(file: Uint8Array | string) {
  const rows = readCsv(typeof file === 'string' ? bytes(file) : file);
  return rows.ok ? rows.value.map(({ line, cells }) => [line, ...cells]) : rows.error;
}

describe('a CSV file is read', () => {
  test.each([
    [
      'commas',
      'Code,Name\n1,Tea\n',
      [
        [1, 'Code', 'Name'],
        [2, '1', 'Tea'],
      ],
    ],
    [
      'semicolons, as Excel writes them where the comma is a decimal mark',
      'Code;Name\r\n1,5;Tea\r\n',
      [
        [1, 'Code', 'Name'],
        [2, '1,5', 'Tea'],
      ],
    ],
    [
      'tabs',
      'Code\tName\r1\tTea',
      [
        [1, 'Code', 'Name'],
        [2, '1', 'Tea'],
      ],
    ],
    [
      'a first line that says the sign',
      'sep=;\nCode;Name\n1;Tea',
      [
        [2, 'Code', 'Name'],
        [3, '1', 'Tea'],
      ],
    ],
    [
      'cells in quotes with everything in them',
      'A,B\n"x, ""y""\nz",2\n3,4',
      [
        [1, 'A', 'B'],
        [2, 'x, "y"\nz', '2'],
        [4, '3', '4'],
      ],
    ],
    [
      'headings whose quotes hold the other sign',
      '"a;b;c",d\n1,2',
      [
        [1, 'a;b;c', 'd'],
        [2, '1', '2'],
      ],
    ],
    [
      'empty lines and lines of separators alone',
      'A,B\n\n,\n1,2\n\n',
      [
        [1, 'A', 'B'],
        [4, '1', '2'],
      ],
    ],
    ['nothing', '', []],
  ])('with %s', (_, text, rows) => {
    expect(read(text)).toEqual(rows);
  });

  test.each([
    ['UTF-8 with its mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes('Café'))],
    ['UTF-8', bytes('Café')],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, ...[...'Café'].flatMap((sign) => [sign.charCodeAt(0), 0]))],
    [
      'UTF-16 the other way round',
      Uint8Array.of(0xfe, 0xff, ...[...'Café'].flatMap((sign) => [0, sign.charCodeAt(0)])),
    ],
    ['what Windows wrote before', Uint8Array.of(0x43, 0x61, 0x66, 0xe9)],
  ])('in %s', (_, file) => {
    expect(read(file)).toEqual([[1, 'Café']]);
  });

  test.each([
    ['a quotation mark without an end', 'A,B\n1,"2\n3,4', 2, 'never ends'],
    ['a workbook', 'PK\u0003\u0004\0\0', 1, 'not a CSV file'],
    ['more columns than any list has', `A${',B'.repeat(200)}`, 1, 'more than 100 columns'],
    ['too many lines', 'a\n'.repeat(MAX_CSV_ROWS + 2), MAX_CSV_ROWS + 2, 'lines'],
    ['too much', 'a'.repeat(MAX_CSV_BYTES + 1), 1, 'larger than 4 MB'],
  ])('but not with %s, and the line is told', (_, text, line, message) => {
    expect(read(text)).toEqual({ line, message: expect.stringContaining(message) });
  });
});

describe('a CSV file is written', () => {
  test('so that no spreadsheet takes a cell for a formula', () => {
    const cells = ['=1+1', '+44', '-5', '@SUM(A1)', '\t=1', '＝1', "'=1", '=cmd|"/c calc"!A1', 'plain', "it's"];
    for (const cell of writeCsv([cells])
      .slice(1)
      .trimEnd()
      .match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []) {
      expect(cell).not.toMatch(/^"?[=+\-@\t＝]/u);
    }
  });

  test('so that none does which parts cells at a semicolon, a tab or a line in place of our comma', () => {
    const rows = [['Fern', 'x;=1+1', 'x; "=1+1"', 'x\n@SUM(A1)', "x\t'=1"]];
    const cells = writeCsv(rows)
      .slice(1)
      .split(/[;\t\r\n]/);
    expect(cells.map((cell) => cell.replace(/^[\s"]+/, '')).filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    expect(readCsv(bytes(writeCsv(rows)))).toMatchObject({ ok: true, value: [{ cells: rows[0] }] });
  });

  test('so that it is read again as it was, whatever is in it', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab1=+-@\'",;\t\n é＝ '.split('')) }).map((text) => text.trim());
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, (rows) => {
        // The headings decide the sign between cells.
        const written = [['one', 'two', 'three', 'four'], ...rows];
        const again = readCsv(bytes(writeCsv(written)));
        const filled = written.filter((cells) => cells.some((text) => text !== ''));
        expect(again.ok && again.value.map(({ cells }) => cells)).toEqual(filled);
      }),
    );
  });
});
