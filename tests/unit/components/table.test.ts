import { expect, test } from 'vitest';
import { coverage, rangeOf, toggled } from '#components/ui/table-selection.ts';
import { visibleWindow } from '#components/ui/table-window.ts';

const keys = ['a', 'b', 'c', 'd', 'e'];

test('a range is selected in either direction, both ends included', () => {
  expect(rangeOf(keys, 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(rangeOf(keys, 'd', 'b')).toEqual(['b', 'c', 'd']);
});

test('a range from a row that is no longer shown is the one row', () => {
  expect(rangeOf(keys, 'gone', 'c')).toEqual(['c']);
  expect(rangeOf(keys, null, 'c')).toEqual(['c']);
});

test('ticking with Shift takes the whole range, unticking with Shift gives it back', () => {
  const ticked = toggled(new Set(['a']), keys, 'c', 'a', true);
  expect([...ticked]).toEqual(['a', 'b', 'c']);
  expect([...toggled(ticked, keys, 'a', 'c', true)]).toEqual([]);
});

test('a selection is never changed in place', () => {
  const before = new Set(['a']);
  toggled(before, keys, 'b', null, false);
  expect([...before]).toEqual(['a']);
});

test('the head of the table tells whether all, some or none of the rows shown are selected', () => {
  expect(coverage(new Set(), keys)).toBe('none');
  expect(coverage(new Set(['a', 'hidden']), keys)).toBe('some');
  expect(coverage(new Set(keys), keys)).toBe('all');
  expect(coverage(new Set(['hidden']), keys)).toBe('none');
});

test('only the rows in view and a margin are drawn, wherever one scrolls', () => {
  for (const scrollTop of [0, 35, 36, 5_000, 359_400]) {
    const { first, end } = visibleWindow(scrollTop, 600, 36, 10_000);
    expect(first).toBeLessThanOrEqual(Math.floor(scrollTop / 36));
    expect(end).toBeGreaterThanOrEqual(Math.min(10_000, Math.ceil((scrollTop + 600) / 36)));
    expect(end - first).toBeLessThan(50);
  }
  expect(visibleWindow(0, 600, 36, 3)).toEqual({ first: 0, end: 3 });
  expect(visibleWindow(9_999, 600, 36, 0)).toEqual({ first: 0, end: 0 });
});
