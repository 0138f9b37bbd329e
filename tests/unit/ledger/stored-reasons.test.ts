import { expect, test } from 'vitest';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { readDifferences, readReasons, storedDifferences, storedReasons } from '#lib/ledger/stored-reasons.ts';

const reasons: LedgerReason[] = [
  { code: 'accountArchived', field: 'accountId', line: 1, message: 'It is archived.', ledgerText: 'archived' },
];
const kept = (value: unknown) => JSON.parse(JSON.stringify(value));

test('reasons are read as they were stored, also those stored before they had a version', () => {
  expect(readReasons(kept(storedReasons(reasons)))).toEqual(reasons);
  expect(readReasons(kept(reasons))).toEqual(reasons);
  expect(readReasons(null)).toEqual([]);
});

test('a reason with a code or a field that is no longer known keeps its message', () => {
  expect(readReasons([{ ...reasons[0], code: 'abolished', field: 'abolished' }])).toEqual([
    { ...reasons[0], code: 'other', field: null },
  ]);
});

test('reasons that cannot be read never look like none', () => {
  expect(readReasons({ version: 99, reasons })).toMatchObject([{ code: 'other' }]);
  expect(readReasons('refused')).toMatchObject([{ code: 'other' }]);
});

test('differences are read as they were stored, also those stored before they had a version', () => {
  const differences = [{ field: 'taxAmount' as const, line: 0, sent: '20', stored: '19.99' }];
  expect(readDifferences(kept(storedDifferences(differences)))).toEqual(differences);
  expect(readDifferences(differences)).toEqual(differences);
  expect(readDifferences({ version: 99 })).toEqual([]);
});
