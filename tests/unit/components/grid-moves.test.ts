import { expect, test } from 'vitest';
import { moved, nextCell, rangeOf, shifted, within } from '#components/items/grid-moves.ts';

const size = { rows: 12, columns: 4 };

test.each([
  ['ArrowDown', false, { row: 2, column: 2 }],
  ['ArrowUp', true, { row: 0, column: 2 }],
  ['ArrowRight', true, { row: 1, column: 3 }],
  ['ArrowLeft', false, { row: 1, column: 1 }],
  ['Home', false, { row: 1, column: 0 }],
  ['Home', true, { row: 0, column: 0 }],
  ['End', true, { row: 11, column: 3 }],
  ['PageDown', false, { row: 11, column: 2 }],
  ['PageUp', false, { row: 0, column: 2 }],
  ['Insert', false, null],
])('%s (with Ctrl: %s) leads on as in a spreadsheet, and never out of the grid', (key, isFar, to) => {
  expect(moved({ row: 1, column: 2 }, key, isFar, size)).toEqual(to);
});

test('Tab goes on at the next line, and leads out at the end and at the beginning', () => {
  expect(nextCell({ row: 0, column: 3 }, 1, size)).toEqual({ row: 1, column: 0 });
  expect(nextCell({ row: 1, column: 0 }, -1, size)).toEqual({ row: 0, column: 3 });
  expect(nextCell({ row: 11, column: 3 }, 1, size)).toBeNull();
  expect(nextCell({ row: 0, column: 0 }, -1, size)).toBeNull();
});

test('a cell that has gone gives its place to the nearest', () => {
  expect(within({ row: 40, column: 9 }, size)).toEqual({ row: 11, column: 3 });
});

test('lines move together, and stay where there is no room', () => {
  const range = rangeOf({ at: { row: 2, column: 0 }, anchor: { row: 1, column: 3 } });
  expect(shifted(['a', 'b', 'c', 'd'], range, 1)).toEqual(['a', 'd', 'b', 'c']);
  expect(shifted(['a', 'b', 'c', 'd'], range, -1)).toEqual(['b', 'c', 'a', 'd']);
  expect(shifted(['a', 'b', 'c'], range, 1)).toBeNull();
});
