import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { bulkChanges } from '#lib/domain/coding/bulk-edit.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { readFilter } from '#lib/domain/filter-values.ts';
import { assess } from '#lib/domain/readiness/assessment.ts';
import { causeKey, failureCause, readCause } from '#lib/domain/readiness/failure-cause.ts';
import { failureNames, failureTitle } from '#lib/domain/readiness/failure-words.ts';
import { groupRemedies } from '#lib/domain/readiness/group-remedies.ts';
import { type LedgerReason, reasonCodes } from '#lib/domain/readiness/ledger-reason.ts';
import { judgedAgainst } from '#lib/domain/readiness/refusal-cause.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

const circumstances = { workspace: 'COSTS', lists, organisation, today, numbers: 'commaPoint' } as const;

function causeOf(reasons: Partial<LedgerReason>[], changes: Partial<Coding> = {}, books = {}) {
  const coding = aCoding(changes);
  const refusal = reasons.map((reason) =>
    judgedAgainst(
      { code: 'other', field: null, line: null, message: 'The books say no.', ledgerText: 'No.', ...reason },
      { coding, lists, at: '2026-11-23T10:00:00.000Z', isByRules: false },
    ),
  );
  const judged = { ...circumstances, organisation: { ...organisation, ...books } };
  const assessment = assess({ coding, refusal, twins: [], confirmations: [] }, judged);
  return failureCause(assessment.refusal, coding, judged);
}

describe('items that failed are counted together', () => {
  test.each<[string, Partial<LedgerReason>, Partial<Coding>, string]>([
    [
      'by their category',
      { code: 'accountArchived', field: 'accountId' },
      {},
      'accountArchived~accountId~accountId:power',
    ],
    [
      'by the category of their lines, when all have it',
      { code: 'accountArchived', field: 'accountId' },
      { lines: [aLine({ id: 'a', accountId: 'power' }), aLine({ id: 'b', accountId: 'power' })] },
      'accountArchived~accountId~accountId:power',
    ],
    [
      'by the category of the line that it is about',
      { code: 'accountArchived', field: 'accountId', line: 1 },
      { lines: [aLine({ id: 'a', accountId: 'office' }), aLine({ id: 'b', accountId: 'power' })] },
      'accountArchived~accountId~accountId:power',
    ],
    [
      'as of no one category, when nothing tells which of their lines it is',
      { code: 'accountNotAllowed', field: 'accountId' },
      { lines: [aLine({ id: 'a', accountId: 'office' }), aLine({ id: 'b', accountId: 'power' })] },
      'accountNotAllowed~accountId',
    ],
    [
      'by their tax rate and the category it can’t be used with',
      { code: 'taxRateNotAllowed', field: 'taxRateId' },
      {},
      'taxRateNotAllowed~taxRateId~accountId:power~taxRateId:vat20',
    ],
    [
      'by their contact',
      { code: 'contactArchived', field: 'contactId' },
      {},
      'contactArchived~contactId~contactId:acme',
    ],
    [
      'by their currency',
      { code: 'currencyNotEnabled', field: 'currency' },
      { currency: 'EUR' },
      'currencyNotEnabled~currency~currency:EUR',
    ],
    [
      'whatever they are about, for a plan',
      { code: 'approvalLimit', field: 'publishAs' },
      {},
      'approvalLimit~publishAs',
    ],
  ])('%s', (_what, reason, coding, key) => {
    const cause = causeOf([reason], coding);
    const told = cause && causeKey(cause);
    expect(told?.split('~').toSorted()).toEqual(key.split('~').toSorted());
    expect(told && readCause(told)).toEqual(cause);
  });

  test('by the day up to which the books are locked, once that is known', () => {
    const lock = { periodLockOn: calendarDate('2026-11-15') };
    const cause = causeOf([{ code: 'periodLocked', field: 'issuedOn' }], {}, lock);
    expect(cause?.about).toEqual({ until: '2026-11-15' });
  });

  test('by what the ledger said, where nobody knows what that means', () => {
    const [one, same, other] = ['The moon is full.', 'The moon is full.', 'The sun is down.'].map((ledgerText) =>
      causeOf([{ ledgerText }]),
    );
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
  });

  test('by the cause that stands in the way of all others', () => {
    const account = { code: 'accountArchived', field: 'accountId' } as const;
    expect(causeOf([account, { code: 'subscriptionInactive' }])?.code).toBe('subscriptionInactive');
    expect(causeOf([account, { code: 'contactArchived', field: 'contactId' }])?.code).toBe('contactArchived');
  });

  test('not at all, when nothing failed', () => {
    expect(causeOf([])).toBeNull();
  });
});

test.each([...reasonCodes])('%s has words, and an address that can be kept', (code) => {
  const cause = { code, field: 'accountId', about: { accountId: '0190a1b2-0000-7000-8000-000000000001' } } as const;
  const key = causeKey(cause);
  expect(readFilter('cause', key)).toEqual({ kind: 'entries', ids: [key], words: [] });
  const title = failureTitle(cause, failureNames(cause, lists, String), 'COSTS', 'The books say no.');
  expect(title).not.toMatch(/undefined|null/);
});

test('what an address can’t mean is no cause', () => {
  for (const key of ['', 'moonFull~', 'accountArchived~accountId~moon:full', 'accountArchived~accountId~accountId']) {
    expect(readCause(key)).toBeNull();
  }
});

test('a cause is named by what the books call it', () => {
  const cause = { code: 'accountArchived', field: 'accountId', about: { accountId: 'power' } } as const;
  expect(failureTitle(cause, failureNames(cause, lists, String), 'COSTS', null)).toMatch(
    /^Category .*Power.* is archived$/i,
  );
});

test('another value is offered for all where one can be right for all, and only where the failed one is', () => {
  const about = { accountId: 'power' };
  expect(groupRemedies({ code: 'accountArchived', field: 'accountId', about })).toEqual([
    { kind: 'change', field: 'accountId', only: about },
    { kind: 'reload', list: 'ACCOUNTS' },
  ]);
  expect(groupRemedies({ code: 'accountNotAllowed', field: 'accountId', about: {} })).toEqual([]);
  expect(groupRemedies({ code: 'duplicateNumber', field: 'reference', about: {} })).toEqual([]);
  expect(groupRemedies({ code: 'approvalLimit', field: 'publishAs', about: {} })).toEqual([
    { kind: 'draft' },
    { kind: 'publishAgain' },
  ]);
});

describe('a change that is limited to a value', () => {
  const change = (coding: Partial<Coding>) => {
    const changes = bulkChanges(aCoding(coding), { accountId: 'office' }, lists, { accountId: 'power' });
    return changes.ok ? changes.value : null;
  };

  test('leaves items, and lines, that have another', () => {
    expect(change({ accountId: 'power' })).toEqual({ accountId: 'office' });
    expect(change({ accountId: 'rent' })).toEqual({});
    const lines = [aLine({ id: 'a', accountId: 'power' }), aLine({ id: 'b', accountId: 'rent' })];
    expect(change({ lines })?.lines?.map(({ accountId }) => accountId)).toEqual(['office', 'rent']);
  });
});
