import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { type LockPolicy, lockOf } from '#lib/domain/lock-dates.ts';
import { asPublished, strictly } from '#lib/domain/publication/as-published.ts';
import type { Circumstances } from '#lib/domain/readiness/circumstances.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

/** The books of these tests are locked up to 31 March 2026. */
const locked = calendarDate('2026-01-15');

function circumstances(lockPolicy: LockPolicy, lockOn: string | null = null): Circumstances {
  const house = { ...lists.house, lockPolicy, lockOn: lockOn === null ? null : calendarDate(lockOn) };
  return { workspace: 'COSTS', lists: { ...lists, house }, organisation, today, numbers: 'commaPoint' };
}

const problems = (coding: Coding, policy: LockPolicy, lockOn?: string) =>
  readiness(coding, circumstances(policy, lockOn)).map(({ code }) => code);

test.each([
  [null, null, null, null],
  [null, '2026-03-31', '2025-12-31', ['2026-03-31', 'Harbour']],
  ['2026-02-28', '2026-03-31', null, ['2026-03-31', 'Harbour']],
  ['2026-03-31', '2026-03-31', null, ['2026-03-31', 'Harbour']],
  ['2026-04-30', '2026-03-31', null, ['2026-04-30', null]],
])(
  'of the own lock date %s and those of the books, %s and %s, the latest counts: %j',
  (own, period, year, expected) => {
    const day = (text: string | null) => (text === null ? null : calendarDate(text));
    const lock = lockOf(day(own), { name: 'Harbour', periodLockOn: day(period), endOfYearLockOn: day(year) });
    expect(lock && [lock.on, lock.organisation]).toEqual(expected);
  },
);

test.each<[LockPolicy, string[], number]>([
  ['ASK', ['periodLocked'], 3],
  ['STOP', ['periodLocked'], 0],
  ['DRAFT', [], 0],
  ['MOVE', [], 0],
])('with the policy %s a locked bill has the problems %j, with %i ways out', (policy, codes, fixes) => {
  const found = readiness(aCoding({ issuedOn: locked }), circumstances(policy));
  expect(found.map(({ code }) => code)).toEqual(codes);
  expect(found.flatMap((each) => each.fixes)).toHaveLength(fixes);
});

test('an own lock date counts although no books are connected', () => {
  const found = readiness(aCoding({ issuedOn: locked }), {
    ...circumstances('STOP', '2026-06-30'),
    organisation: null,
  });
  expect(found[0]?.message).toContain('This business has locked everything up to 30 Jun 2026');
});

describe('what is published', () => {
  const published = (coding: Coding, policy: LockPolicy) => asPublished(coding, circumstances(policy));

  test.each(['ASK', 'STOP'] as const)('is nothing else than the item with the policy %s', (policy) => {
    const coding = aCoding({ issuedOn: locked });
    expect(published(coding, policy)).toEqual({ coding, changes: [] });
  });

  test('is a draft of the same date, or one of the first open day that keeps its own in the description', () => {
    const coding = aCoding({ issuedOn: locked });
    const draft = published(coding, 'DRAFT');
    expect(draft.coding).toEqual({ ...coding, publishAs: 'DRAFT' });
    expect(draft.changes[0]).toMatch(/^In the books as draft, not as awaiting payment: .* locked up to 31 Mar 2026\.$/);

    const moved = published(coding, 'MOVE');
    expect(moved.coding).toEqual({
      ...coding,
      issuedOn: '2026-04-01',
      description: 'Electricity (dated 15 Jan 2026)',
    });
    expect(moved.changes[0]).toMatch(/^In the books on 1 Apr 2026, not on 15 Jan 2026/);
  });

  test('keeps in the description what was due before the first open day, since nothing is due before it is made', () => {
    const { coding } = published(aCoding({ issuedOn: locked, dueOn: calendarDate('2026-02-14') }), 'MOVE');
    expect(coding).toMatchObject({
      dueOn: '2026-04-01',
      description: 'Electricity (dated 15 Jan 2026, due 14 Feb 2026)',
    });
  });

  test('has the note in its first line where it has lines, and never in the number', () => {
    const lines = [aLine({ total: '60.00', unitAmount: '60.00', taxAmount: '10.00', description: null })];
    const { coding } = published(
      aCoding({ issuedOn: locked, lines: [...lines, aLine({ ...lines[0], id: 'line-2' })] }),
      'MOVE',
    );
    expect(coding.lines.map(({ description }) => description)).toEqual(['Electricity (dated 15 Jan 2026)', null]);
    expect(coding).toMatchObject({ description: 'Electricity', reference: 'INV-7' });
  });

  test('has the note whole however long the description is', () => {
    const { coding } = published(aCoding({ issuedOn: locked, description: 'x'.repeat(4000) }), 'MOVE');
    expect(coding.description).toHaveLength(4000);
    expect(coding.description).toMatch(/x \(dated 15 Jan 2026\)$/);
  });

  test.each(['DRAFT', 'MOVE'] as const)('is ready as it stands, by the policy %s', (policy) => {
    const { coding } = published(aCoding({ issuedOn: locked, dueOn: locked }), policy);
    const { lists: own, ...rest } = circumstances(policy);
    expect(readiness(coding, { ...rest, lists: strictly(own) })).toEqual([]);
  });

  test('and is held once the period is locked further than that', () => {
    const { coding } = published(aCoding({ issuedOn: locked }), 'MOVE');
    const { lists: own, ...rest } = circumstances('MOVE', '2026-04-30');
    expect(readiness(coding, { ...rest, lists: strictly(own) }).map(({ code }) => code)).toEqual(['periodLocked']);
  });
});

test.each<LockPolicy>(['DRAFT', 'ASK'])(
  'what goes through a bank account has no status that may lie there, and counts by the day of its payment: with %s it is asked about',
  (policy) => {
    const payments = [{ id: 'one', amount: '120.00', paidOn: locked, paymentMethodId: 'card' }];
    const coding = aCoding({ publishTo: 'BANK_ACCOUNT', publishAs: 'DRAFT', payments });
    const found = readiness(coding, circumstances(policy)).find(({ code }) => code === 'periodLocked');
    expect(found?.fixes.map((fix) => fix.label)).toEqual(['Date it 1 Apr 2026']);
  },
);

test('what may lie in a locked period is not concerned', () => {
  const draft = aCoding({ issuedOn: locked, publishAs: 'DRAFT' });
  expect(problems(draft, 'STOP')).toEqual([]);
  expect(asPublished(draft, circumstances('MOVE')).changes).toEqual([]);
});
