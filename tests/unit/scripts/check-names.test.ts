import { expect, test } from 'vitest';
import { saidLedgers, sharedNames } from '#scripts/check-names.mjs';

test('two files of one name fail the lint, whatever their folders and extensions', () => {
  expect(sharedNames(['lib/lists/contacts.ts', 'components/lists/contacts.tsx', 'lib/db.ts'])).toEqual([
    'lib/lists/contacts.ts and components/lists/contacts.tsx have one name: each file of lib and components has a name of its own.',
  ]);
});

test('a name that only begins like another is its own', () => {
  expect(sharedNames(['lib/ledger/ledger.ts', 'lib/ledger/ledgers.ts', 'lib/documents/libheif.d.ts'])).toEqual([]);
});

test('only an adapter and the lists of adapters say the name of an accounting software', () => {
  const sources = new Map([
    ['lib/ledger/xero/call.ts', 'Xero answers in JSON'],
    ['lib/ledger/ledgers.ts', 'const adapters = { xero: xeroAdapter }'],
    ['lib/domain/tax.ts', '// As ledgers round.\n// So says Xero.'],
    ['components/lists/contacts-table.tsx', 'Not yet in {ledgerTitle}'],
  ]);
  expect(saidLedgers(sources)).toEqual([
    'lib/domain/tax.ts:2 says xero: only its adapter does; others ask for capabilities.',
  ]);
});
