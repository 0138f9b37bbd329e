/** A cell of a grid, by its place from zero. */
export type At = { row: number; column: number };

/** Where one is, and the other corner of what is selected; the same cell when that is all. */
export type Spot = { at: At; anchor: At };

export type Size = { rows: number; columns: number };

export type Range = { top: number; bottom: number; left: number; right: number };

export const rangeOf = ({ at, anchor }: Spot): Range => ({
  top: Math.min(at.row, anchor.row),
  bottom: Math.max(at.row, anchor.row),
  left: Math.min(at.column, anchor.column),
  right: Math.max(at.column, anchor.column),
});

/** The rows of a range, in their order. */
export const rowsOf = ({ top, bottom }: Range): number[] =>
  Array.from({ length: bottom - top + 1 }, (_, index) => top + index);

export const columnsOf = ({ left, right }: Range): number[] =>
  Array.from({ length: right - left + 1 }, (_, index) => left + index);

/** Whether more than one cell is selected. */
export const isRange = ({ at, anchor }: Spot) => at.row !== anchor.row || at.column !== anchor.column;

/** Rows that Page Up and Page Down go by. */
const PAGE = 10;

/**
 * Where a key leads from a cell, as in any spreadsheet; null for one that leads nowhere. With Shift the other corner stays
 * (which is for the caller), with Ctrl it goes to the edge.
 */
export function moved({ row, column }: At, key: string, isFar: boolean, size: Size): At | null {
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  switch (key) {
    case 'ArrowUp':
      return { row: isFar ? 0 : Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: isFar ? lastRow : Math.min(lastRow, row + 1), column };
    case 'ArrowLeft':
      return { row, column: isFar ? 0 : Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: isFar ? lastColumn : Math.min(lastColumn, column + 1) };
    case 'Home':
      return { row: isFar ? 0 : row, column: 0 };
    case 'End':
      return { row: isFar ? lastRow : row, column: lastColumn };
    case 'PageUp':
      return { row: Math.max(0, row - PAGE), column };
    case 'PageDown':
      return { row: Math.min(lastRow, row + PAGE), column };
    default:
      return null;
  }
}

/** The cell after or before one, row by row; null at the end of the grid, where Tab leads out of it. */
export function nextCell({ row, column }: At, step: 1 | -1, size: Size): At | null {
  const index = row * size.columns + column + step;
  if (index < 0 || index >= size.rows * size.columns) return null;
  return { row: Math.floor(index / size.columns), column: index % size.columns };
}

/** A cell that there is, where rows or columns have gone. */
export const within = ({ row, column }: At, size: Size): At => ({
  row: Math.max(0, Math.min(row, size.rows - 1)),
  column: Math.max(0, Math.min(column, size.columns - 1)),
});

/** The items of a list with those of a range moved by one place; null where there is no room. */
export function shifted<T>(items: readonly T[], { top, bottom }: Range, step: 1 | -1): T[] | null {
  if (top + step < 0 || bottom + step >= items.length) return null;
  const moving = items.slice(top, bottom + 1);
  const staying = [...items.slice(0, top), ...items.slice(bottom + 1)];
  return staying.toSpliced(top + step, 0, ...moving);
}
