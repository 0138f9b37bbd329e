import { expect, test } from 'vitest';
import { inboxFilters, statusOfFilter } from '#lib/domain/inbox-choices.ts';
import { itemStatus, itemStatuses } from '#lib/domain/item-status.ts';

test.each([
  ['published', 3, 2, 'PUBLISHED', 0],
  ['underWay', 3, 2, 'WAITING', 0],
  ['none', 3, 2, 'TO_REVIEW', 3],
  ['none', 0, 2, 'REFUSED', 2],
  ['none', 0, 0, 'READY', 0],
] as const)(
  'an item whose publication is %s, with %i problems and %i refusals, is %s for %i reasons',
  (publication, problems, refusals, status, reasonCount) => {
    expect(itemStatus({ publication, problems, refusals })).toEqual({ status, reasonCount });
  },
);

test('each status of the inbox has a filter of its own', () => {
  const filtered = inboxFilters.flatMap((filter) => statusOfFilter[filter] ?? []);
  expect(filtered.toSorted()).toEqual(itemStatuses.filter((status) => status !== 'PUBLISHED').toSorted());
});
