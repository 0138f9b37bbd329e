import { expect, test } from 'vitest';
import { inboxFilters, statusOfFilter } from '#lib/domain/inbox-choices.ts';
import { type ItemStatus, itemStatus, itemStatuses, type PublicationProgress } from '#lib/domain/item-status.ts';
import type { Problem } from '#lib/domain/readiness/problem.ts';

const problem: Problem = { code: 'totalMissing', field: 'total', line: null, message: 'Enter the total.', fixes: [] };
const reason = (isTold: boolean) =>
  ({ code: 'other', field: null, line: null, message: 'No.', ledgerText: 'No.', isTold }) as const;

test.each([
  ['published', 3, [false, true], 'PUBLISHED', 0],
  ['underWay', 3, [false, true], 'WAITING', 0],
  ['none', 3, [], 'TO_REVIEW', 3],
  ['none', 3, [false, true], 'REFUSED', 4],
  ['none', 1, [true], 'REFUSED', 1],
  ['none', 0, [false, false], 'REFUSED', 2],
  ['none', 0, [], 'READY', 0],
  ['none', 0, [], 'HELD', 0, true],
  ['none', 1, [], 'TO_REVIEW', 1, true],
  ['none', 0, [false], 'REFUSED', 1, true],
  ['underWay', 0, [], 'WAITING', 0, true],
] as [PublicationProgress, number, boolean[], ItemStatus, number, boolean?][])(
  'an item whose publication is %s, with %i problems and reasons of a refusal of which a problem tells (%j), is %s for %i causes',
  (publication, problems, told, status, reasonCount, isHeld = false) => {
    const assessment = {
      problems: Array.from({ length: problems }, () => problem),
      refusal: told.map(reason),
      held: isHeld ? ['It is paid.'] : [],
    };
    expect(itemStatus(publication, assessment)).toEqual({ status, reasonCount });
  },
);

test('each status has a filter of its own', () => {
  const filtered = inboxFilters.flatMap((filter) => statusOfFilter[filter] ?? []);
  expect(filtered.toSorted()).toEqual(itemStatuses.toSorted());
});
