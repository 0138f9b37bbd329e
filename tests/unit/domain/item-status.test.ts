import { expect, test } from 'vitest';
import { inboxFilters, statusOfFilter } from '#lib/domain/inbox-choices.ts';
import { type ItemStatus, itemStatus, itemStatuses, type PublicationProgress } from '#lib/domain/item-status.ts';
import type { Fix, Problem } from '#lib/domain/readiness/problem.ts';

const problem: Problem = { code: 'totalMissing', field: 'total', line: null, message: 'Enter the total.', fixes: [] };
const reason = (isTold: boolean) =>
  ({
    code: 'other',
    field: null,
    line: null,
    message: 'No.',
    ledgerText: 'No.',
    isTold,
    cause: 'other',
    fixes: [] as Fix[],
  }) as const;

test.each([
  ['published', 3, [false, true], 'PUBLISHED', 0],
  ['underWay', 3, [false, true], 'WAITING', 0],
  ['putAside', 3, [false], 'ARCHIVED', 0],
  ['none', 3, [], 'TO_REVIEW', 3],
  ['none', 3, [false, true], 'REFUSED', 4],
  ['none', 1, [true], 'REFUSED', 1],
  ['none', 0, [false, false], 'REFUSED', 2],
  ['none', 0, [], 'READY', 0],
] as [PublicationProgress, number, boolean[], ItemStatus, number][])(
  'an item whose publication is %s, with %i problems and reasons of a refusal of which a problem tells (%j), is %s for %i causes',
  (publication, problems, told, status, reasonCount) => {
    const assessment = {
      problems: Array.from({ length: problems }, () => problem),
      refusal: told.map(reason),
    };
    expect(itemStatus(publication, assessment, false)).toEqual({ status, reasonCount });
  },
);

test('each status that an item of the inbox can have has a filter of its own', () => {
  const filtered = inboxFilters.flatMap((filter) => statusOfFilter[filter] ?? []);
  expect(filtered.toSorted()).toEqual(
    itemStatuses.filter((status) => !['ARCHIVED', 'IN_CLAIM'].includes(status)).toSorted(),
  );
});
