import { expect, test } from 'vitest';
import { sharedNames } from '#scripts/check-names.mjs';

test('two files of one name fail the lint, whatever their folders and extensions', () => {
  expect(sharedNames(['lib/lists/contacts.ts', 'components/lists/contacts.tsx', 'lib/db.ts'])).toEqual([
    'lib/lists/contacts.ts and components/lists/contacts.tsx have one name: each file of lib and components has a name of its own.',
  ]);
});

test('a name that only begins like another is its own', () => {
  expect(sharedNames(['lib/ledger/ledger.ts', 'lib/ledger/ledgers.ts', 'lib/documents/libheif.d.ts'])).toEqual([]);
});
