import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { openLedger } from '#lib/ledger/open-ledger.ts';
import { aBusiness, connect } from '#tests/support/connect.ts';
import { withSandbox } from '#tests/support/sandbox.ts';

withSandbox();

test('every list of a connected organisation is read in our own terms', async () => {
  const scope = await aBusiness();
  const connectionId = await connect(scope);
  const ledger = await openLedger(connectionId, { priority: 'person' });
  if (!ledger.ok) throw new Error(ledger.error.message);
  const page = { page: 1, modifiedSince: null };

  for (const list of [
    'ORGANISATION',
    'ACCOUNTS',
    'CONTACTS',
    'TRACKING',
    'TAX_RATES',
    'CURRENCIES',
    'PRODUCTS',
  ] as const) {
    const read = await ledger.value.list(list, page);
    if (!read.ok) throw new Error(`${list}: ${read.error.message} ${String(read.error.cause)}`);
    console.log(list, read.value.entries.length, JSON.stringify(read.value.entries[0]));
    expect(read.value.isComplete).toBe(true);
  }
  console.log(await db.callBudget.findMany());
});
