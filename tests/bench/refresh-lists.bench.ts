import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import type { LedgerContact } from '#lib/ledger/ledger.ts';
import { contacts } from '#lib/lists/mirror/contacts.ts';
import { aContact } from '#tests/integration/lists/arrange.ts';
import { aConnectedBusiness, callsDuring, refresh, withSandbox } from '#tests/integration/lists/sandbox.ts';

withSandbox();

const CONTACTS = 10_000;
const PAGE = 1_000;

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}

const report = (line: string) => process.stdout.write(`  ${line}\n`);
const rate = (rows: number, seconds: number) => `${Math.round(rows / seconds).toLocaleString('en-GB')} rows/s`;

test('refreshing an organisation with ten thousand contacts', { timeout: 120_000 }, async () => {
  const connected = await aConnectedBusiness({ contacts: CONTACTS });
  const runs = [
    ['first', 'CONNECT'],
    ['whole again, nothing changed', 'PERSON'],
    ['delta, nothing changed', 'SCHEDULE'],
  ] as const;
  let first = 0;
  for (const [name, trigger] of runs) {
    // An hour later: what was made just now is no longer within the overlap of the next delta.
    const { connectionId } = connected;
    await db.listState.updateMany({ where: { connectionId }, data: { modifiedSince: new Date(Date.now() + 1_000) } });
    let seconds = 0;
    const calls = await callsDuring(connected, async () => {
      seconds = await secondsOf(() => refresh(connected, trigger));
    });
    first ||= seconds;
    report(
      `${name}: ${calls.length} calls, ${seconds.toFixed(2)} s, ${(first / seconds).toFixed(1)} times as fast as the first` +
        (trigger === 'SCHEDULE' ? '' : `, ${rate(CONTACTS, seconds)}`),
    );
  }
  expect(await db.contact.count({ where: { connectionId: connected.connectionId } })).toBe(CONTACTS);
});

test('writing a page of a thousand contacts: one statement, and one per row', { timeout: 120_000 }, async () => {
  const { scope, connectionId } = await aConnectedBusiness();
  const owner = { businessId: scope.businessId, connectionId };
  const page = (prefix: string): LedgerContact[] =>
    Array.from({ length: PAGE }, (_, index) =>
      aContact({ ledgerId: randomUUID(), name: `${prefix} ${index}`, email: `${prefix}${index}@example.test` }),
    );
  const renamed = (entries: LedgerContact[]) => entries.map((entry) => ({ ...entry, name: `${entry.name} Ltd` }));
  const [bulk, single] = [page('Bulk'), page('Single')];

  const rowByRow = (entries: LedgerContact[]) =>
    db.$transaction(
      async (tx) => {
        for (const { ledgerId, ...entry } of entries) {
          const row = { ...entry, normalisedName: normaliseContactName(entry.name) };
          await tx.contact.upsert({
            where: { connectionId_ledgerId: { connectionId, ledgerId } },
            create: { ...owner, ledgerId, ...row },
            update: row,
          });
        }
      },
      { timeout: 60_000 },
    );
  const atOnce = (entries: LedgerContact[]) => db.$transaction((tx) => contacts.save(tx, owner, entries, 0));

  for (const [name, one, other] of [
    ['new', bulk, single],
    ['unchanged', bulk, single],
    ['all renamed', renamed(bulk), renamed(single)],
  ] as const) {
    const together = await secondsOf(() => atOnce(one));
    const apart = await secondsOf(() => rowByRow(other));
    report(
      `${name}: one statement ${rate(PAGE, together)}, row by row ${rate(PAGE, apart)}: ${(apart / together).toFixed(1)} times as fast`,
    );
  }
});
