import { type ColumnMeaning, columnLabels } from './labels.ts';
import { amountsOf } from './printed-amounts.ts';
import { type PrintedRow, type PrintedText, spanOf } from './printed-text.ts';

export type Column = { meaning: ColumnMeaning; left: number; right: number };
/** The head of a table of lines. */
export type LineHead = { row: number; columns: Column[] };

/** All heads of tables of lines; one that goes on over pages has a head on each. */
export function lineHeads(printed: PrintedText): LineHead[] {
  const heads: LineHead[] = [];
  for (const row of printed.rows) {
    const columns = columnsOf(printed, row);
    if (!columns) continue;
    const last = heads.at(-1);
    // A head of two rows is one.
    if (last && row.index - last.row === 1) {
      last.row = row.index;
      last.columns.push(...columns.filter(({ meaning }) => !last.columns.some((other) => other.meaning === meaning)));
    } else heads.push({ row: row.index, columns });
  }
  return heads;
}

function columnsOf(printed: PrintedText, row: PrintedRow): Column[] | null {
  if (amountsOf(row, printed).length > 0) return null;
  const labels = columnLabels(row.plain);
  const letters = row.plain.replace(/[^a-z]/g, '').length;
  const covered = labels.reduce(
    (sum, { start, end }) => sum + row.plain.slice(start, end).replace(/[^a-z]/g, '').length,
    0,
  );
  // A sentence may have such words too.
  if (covered < letters * 0.45) return null;
  const columns = labels.map(({ meaning, start, end }): Column => ({ meaning, ...sides(row, start, end) }));
  const meanings = new Set(columns.map(({ meaning }) => meaning));
  const hasMoney = meanings.has('total') || meanings.has('unitPrice');
  const hasMatter = meanings.has('description') || meanings.has('quantity') || meanings.has('code');
  return hasMoney && hasMatter && row.cells.length >= 2 ? columns : null;
}

function sides(row: PrintedRow, start: number, end: number): { left: number; right: number } {
  const { left, right } = spanOf(row, start, end);
  return { left, right };
}

/** The column a number stands in: numbers are set to the right, to the left or to the middle of their heads. */
export function columnOf(columns: Column[], part: { left: number; right: number }): Column | null {
  let best: Column | null = null;
  let least = 0.06;
  for (const column of columns) {
    const overlap = Math.min(column.right, part.right) - Math.max(column.left, part.left);
    const distance =
      overlap > 0
        ? Math.min(Math.abs(column.right - part.right), Math.abs(column.left - part.left)) * 0.3
        : Math.min(Math.abs(column.right - part.right), -overlap);
    if (distance < least) {
      least = distance;
      best = column;
    }
  }
  return best;
}
