import { writeXlsxStream } from 'hucre/xlsx';
import { type CellKind, columnKind } from '#lib/domain/export/export-columns.ts';
import { decimal } from '#lib/domain/money.ts';
import type { TablePart } from './export-table.ts';

/** Numbers with the digits that they have; days in the form of whoever opens it (format 14 of ECMA-376, 18.8.30). */
const formats: Record<CellKind, string | null> = {
  text: null,
  number: '0.##########',
  amount: '#,##0.00##',
  date: 'mm-dd-yy',
};
const widths: Record<CellKind, number> = { text: 22, number: 10, amount: 14, date: 12 };

/** An Excel workbook of one sheet, part by part: amounts are numbers and dates are dates in it, and nothing is a formula. */
export async function* workbookParts(parts: AsyncIterable<TablePart>, name: string): AsyncGenerator<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const { columns, titles } = first.value;
  const kinds = columns.map(columnKind);
  async function* rows() {
    for (let part: IteratorResult<TablePart> = first; !part.done; part = await iterator.next()) {
      for (const row of part.value.rows) yield row.map((text, place) => cellOf(text, kinds[place] ?? 'text'));
    }
  }
  const sheet = writeXlsxStream(rows(), {
    name,
    columns: titles.map((header, place) => {
      const kind = kinds[place] ?? 'text';
      const numFmt = formats[kind];
      return { header, width: widths[kind], ...(numFmt && { numFmt }) };
    }),
    freezePane: { rows: 1 },
  });
  yield* sheet;
}

/** What a spreadsheet cannot hold exactly, since its numbers have 15 digits, stays text. */
function cellOf(text: string, kind: CellKind): string | number | Date | null {
  if (text === '') return null;
  if (kind === 'date') return new Date(`${text}T00:00:00Z`);
  if (kind === 'text') return cleaned(text);
  return decimal(text).precision() > 15 ? text : Number(text);
}

/** XML has no place for most control characters, nor for half of a pair. */
const cleaned = (text: string) =>
  text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .slice(0, LONGEST_CELL);

/** Of Excel. */
const LONGEST_CELL = 32_767;
