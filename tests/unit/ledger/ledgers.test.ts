import { expect, test } from 'vitest';
import { ledgerNames, storedLedger } from '#lib/ledger/ledgers.ts';

test('a connection of an accounting software that this version does not know is refused by name', () => {
  for (const ledger of ledgerNames) expect(storedLedger({ ledger })).toBe(ledger);
  expect(() => storedLedger({ ledger: 'quill' })).toThrow('no accounting software called quill');
});
