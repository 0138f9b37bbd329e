import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessToken } from '#lib/connections/access-token.ts';
import { db } from '#lib/db.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import type { LedgerContact } from '#lib/ledger/ledger.ts';
import { contacts } from '#lib/lists/mirror/contacts.ts';
import { aContact } from '#tests/integration/lists/arrange.ts';
import { aConnectedBusiness, type Connected, callsDuring, refresh } from '#tests/integration/lists/sandbox.ts';
import { measured, median, msOf, note } from './measure.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';

const CONTACTS = 20_000;
const PAGE = 1_000;

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await startSandboxProcess(Number(process.env.XERO_SANDBOX_PORT));
});
afterAll(() => sandbox.stop());

const secondsOf = async (work: () => Promise<unknown>) => (await msOf(work)) / 1_000;
const rate = (rows: number, seconds: number) => `${Math.round(rows / seconds).toLocaleString('en-GB')} rows/s`;

type RawContact = { ContactID: string; Name: string; UpdatedDateUTC: string; [field: string]: unknown };

/** What is kept of a contact, each value as it comes. */
const kept: Record<string, (contact: RawContact) => unknown> = {
  ledgerId: ({ ContactID }) => ContactID,
  name: ({ Name }) => Name,
  normalisedName: ({ Name }) => Name.toLowerCase(),
  email: ({ EmailAddress }) => EmailAddress || null,
  accountNumber: ({ AccountNumber }) => AccountNumber,
  taxNumber: ({ TaxNumber }) => TaxNumber,
  isSupplier: ({ IsSupplier }) => IsSupplier,
  isCustomer: ({ IsCustomer }) => IsCustomer,
  defaultPurchaseAccountCode: ({ PurchasesDefaultAccountCode }) => PurchasesDefaultAccountCode,
  defaultPurchaseTaxType: ({ AccountsPayableTaxType }) => AccountsPayableTaxType,
  defaultCurrency: ({ DefaultCurrency }) => DefaultCurrency,
  isArchived: ({ ContactStatus }) => ContactStatus !== 'ACTIVE',
  ledgerUpdatedAt: ({ UpdatedDateUTC }) => new Date(Number(/\d+/.exec(UpdatedDateUTC)?.[0])).toISOString(),
};

/**
 * The least that reading and keeping contacts can cost: the same pages by fetch, and what is kept of them by COPY into a
 * table of the same columns, keys and indexes.
 */
async function copyContacts({ connectionId, organisationId }: Connected): Promise<void> {
  const { grantId } = await db.connection.findUniqueOrThrow({ where: { id: connectionId }, select: { grantId: true } });
  const token = await accessToken(String(grantId));
  if (!token.ok) throw new Error(token.error.message);
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${token.value}`,
    'xero-tenant-id': organisationId,
  };
  const client = new pg.Client(process.env.DATABASE_URL);
  await client.connect();
  const columns = ['id', 'businessId', 'connectionId', ...Object.keys(kept)].map((name) => `"${name}"`).join(', ');
  for (let page = 1; page <= CONTACTS / PAGE; page++) {
    const query = `page=${page}&pageSize=${PAGE}&includeArchived=true&order=ContactID`;
    const answer = await fetch(`${process.env.XERO_API_URL}/api.xro/2.0/Contacts?${query}`, { headers });
    const { Contacts } = (await answer.json()) as { Contacts: RawContact[] };
    expect(Contacts).toHaveLength(PAGE);
    const lines = Contacts.map((contact) => {
      const values = Object.values(kept).map((valueIn) => valueIn(contact) ?? '\\N');
      return [randomUUID(), organisationId, connectionId, ...values].join('\t');
    });
    await copyIn(client, `COPY "Copied" (${columns}) FROM STDIN`, `${lines.join('\n')}\n`);
  }
  await client.end();
}

type CopyConnection = {
  query: (text: string) => void;
  sendCopyFromChunk: (chunk: Buffer) => void;
  endCopyFrom: () => void;
};

/** The driver's own protocol for COPY, of which its types say nothing. */
function copyIn(client: pg.Client, statement: string, lines: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  client.query({
    submit: (connection: unknown) => (connection as CopyConnection).query(statement),
    handleCopyInResponse(connection: CopyConnection) {
      connection.sendCopyFromChunk(Buffer.from(lines));
      connection.endCopyFrom();
    },
    handleCommandComplete() {},
    handleReadyForQuery: () => resolve(),
    handleError: reject,
  } as pg.Submittable);
  return promise;
}

/** Since one run of seconds meets whatever else the machine does in them. */
const ROUNDS = 3;

/** More than Xero allows in a minute: a fast machine makes the calls of all runs in less. */
const limits = { minute: 1_000 };

test('refreshing an organisation with many contacts', { timeout: 600_000 }, async () => {
  await db.$executeRaw`CREATE TABLE "Copied" (LIKE "Contact" INCLUDING ALL)`;
  await db.$executeRaw`ALTER TABLE "Copied" ADD FOREIGN KEY ("connectionId") REFERENCES "Connection" ON DELETE CASCADE`;
  // What is loaded at its first use has been by any worker that is a minute old.
  await refresh(await aConnectedBusiness({ contacts: PAGE, limits }), 'CONNECT');
  const samples = { value: [] as number[], anchor: [] as number[] };
  for (let round = 1; round <= ROUNDS; round++) {
    const connected = await aConnectedBusiness({ contacts: CONTACTS, limits });
    samples.value.push(await secondsOf(() => refresh(connected, 'CONNECT')));
    samples.anchor.push(await secondsOf(() => copyContacts(connected)));
    expect(await db.contact.count({ where: { connectionId: connected.connectionId } })).toBe(CONTACTS);
    if (round === ROUNDS) await refreshAgain(connected, median(samples.value));
  }
  measured({
    name: `first refresh of ${CONTACTS.toLocaleString('en-GB')} contacts over raw fetch and COPY`,
    value: median(samples.value),
    anchor: median(samples.anchor),
    unit: 's',
    aim: { most: 1.5, of: 'ratio' },
  });
});

/** What later refreshes of it cost. */
async function refreshAgain(connected: Connected, first: number): Promise<void> {
  for (const [name, trigger] of [
    ['whole again, nothing changed', 'PERSON'],
    ['delta, nothing changed', 'SCHEDULE'],
  ] as const) {
    // An hour later: what was made just now is no longer within the overlap of the next delta.
    const { connectionId } = connected;
    await db.listState.updateMany({ where: { connectionId }, data: { modifiedSince: new Date(Date.now() + 1_000) } });
    let seconds = 0;
    const calls = await callsDuring(connected, async () => {
      seconds = await secondsOf(() => refresh(connected, trigger));
    });
    note(
      `${name}: ${calls.length} calls, ${seconds.toFixed(2)} s, ${(first / seconds).toFixed(1)} times as fast as the first` +
        (trigger === 'SCHEDULE' ? '' : `, ${rate(CONTACTS, seconds)}`),
    );
  }
}

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
    note(
      `${name}: one statement ${rate(PAGE, together)}, row by row ${rate(PAGE, apart)}: ${(apart / together).toFixed(1)} times as fast`,
    );
  }
});
