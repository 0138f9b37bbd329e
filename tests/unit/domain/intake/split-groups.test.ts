import { expect, test } from 'vitest';
import {
  isSplitOf,
  joinAll,
  leaveOut,
  pagesText,
  placeAlone,
  placePage,
  putBack,
  type SplitGroups,
  splitOrJoin,
  toNext,
  toPrevious,
} from '#lib/domain/intake/split-groups.ts';

const split: SplitGroups = { groups: [[1, 2], [3], [4, 5]], leftOut: [6] };
/** "12 3 45 | 6" */
const shown = ({ groups, leftOut }: SplitGroups) =>
  `${groups.map((group) => group.join('')).join(' ')}${leftOut.length > 0 ? ` | ${leftOut.join('')}` : ''}`;

test.each<[string, SplitGroups, string]>([
  ['a page goes to the item before', toPrevious(split, 4), '12 34 5 | 6'],
  ['an item whose only page goes is gone', toPrevious(split, 3), '123 45 | 6'],
  ['before the first item there is another', toPrevious(split, 2), '2 1 3 45 | 6'],
  ['a page goes to the item behind', toNext(split, 2), '1 23 45 | 6'],
  ['behind the last item there is another', toNext(split, 4), '12 3 5 4 | 6'],
  ['an item is split', splitOrJoin(split, 5), '12 3 4 5 | 6'],
  ['an item is joined to the one before', splitOrJoin(split, 4), '12 345 | 6'],
  ['the first item has none before it', splitOrJoin(split, 1), '12 3 45 | 6'],
  ['a page is left out', leaveOut(split, 3), '12 45 | 36'],
  ['a page comes back to where it was', putBack(split, 6), '12 3 456'],
  ['a page comes back between its neighbours', putBack(leaveOut(split, 2), 2), '12 3 45 | 6'],
  ['a page comes back as an item of its own', putBack(leaveOut(split, 1), 1), '1 2 3 45 | 6'],
  ['a page is dropped before another', placePage(split, 5, { group: 0, before: 2 }), '152 3 4 | 6'],
  ['a page that was left out is dropped at the end', placePage(split, 6, { group: 1, before: null }), '12 36 45'],
  ['a page is dropped on itself', placePage(split, 2, { group: 0, before: 2 }), '12 3 45 | 6'],
  ['a page is dropped between items', placeAlone(split, 5, 0), '12 5 3 4 | 6'],
])('%s', (_what, after, text) => {
  expect(shown(after)).toBe(text);
  expect(isSplitOf(after, 6)).toBe(true);
});

test.each<[string, SplitGroups]>([
  ['without an item', { groups: [], leftOut: [1, 2] }],
  ['with an empty item', { groups: [[1, 2], []], leftOut: [] }],
  ['with a page twice', { groups: [[1, 1]], leftOut: [] }],
  ['that forgets a page', { groups: [[1]], leftOut: [] }],
  ['of pages that are not there', { groups: [[1, 3]], leftOut: [] }],
])('a split %s is none of two pages', (_what, other) => {
  expect(isSplitOf(other, 2)).toBe(false);
});

test('all pages become one item again', () => {
  expect(shown(joinAll(3))).toBe('123');
});

test.each([
  [[4], 'page 4'],
  [[1, 2, 3, 5], 'pages 1–3, 5'],
  [[2, 1], 'pages 2, 1'],
])('%j are told as %s', (pages, text) => {
  expect(pagesText(pages)).toBe(text);
});
