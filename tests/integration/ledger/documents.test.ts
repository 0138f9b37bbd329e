import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { openLedger } from '#lib/connections/open-ledger.ts';
import { addDays, calendarDate } from '#lib/domain/calendar-date.ts';
import type { Ledger, LedgerContact, LedgerDocument, LedgerTrackingCategory } from '#lib/ledger/ledger.ts';
import { aBusiness, connect } from '#tests/support/connect.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { contractProblems, hasContract } from '#tests/support/xero-contract.ts';
import { aDocument, aLine } from '#tests/unit/ledger/xero/builders.ts';

withSandbox();

const organisation = `Books ${randomUUID().slice(0, 8)} Ltd`;
const path = `/organisations/${encodeURIComponent(organisation)}`;
const today = calendarDate(new Date().toISOString().slice(0, 10));
const none: ReadonlySet<string> = new Set();
let ledger: Ledger;
let supplier: LedgerContact;
let region: LedgerTrackingCategory;

beforeAll(async () => {
  await control('POST', '/organisations', {
    name: organisation,
    country: 'GB',
    // Every test makes a few calls, all within a minute.
    limits: { minute: 1_000 },
    tracking: { Region: ['North', 'South'] },
  });
  const connectionId = await connect(await aBusiness(), { organisations: [organisation] });
  const opened = await openLedger(connectionId, { priority: 'person' });
  if (!opened.ok) throw new Error(opened.error.message);
  ledger = opened.value;
  const contacts = await ledger.list('CONTACTS', { page: 1, modifiedSince: null });
  const tracking = await ledger.list('TRACKING', { page: 1, modifiedSince: null });
  if (!contacts.ok || !tracking.ok) throw new Error('lists');
  supplier = contacts.value.entries.find(({ isArchived }) => !isArchived) as LedgerContact;
  region = tracking.value.entries[0] as LedgerTrackingCategory;
});

const aBill = (values: Partial<LedgerDocument> = {}): LedgerDocument =>
  aDocument({
    mark: `https://books.example.com/open/${randomUUID()}`,
    contactLedgerId: supplier.ledgerId,
    issuedOn: today,
    dueOn: addDays(today, 30),
    ...values,
  });

/** A line that may stand in documents of either kind. */
const aSale = (amount: string) =>
  aLine({ unitAmount: amount, amount, taxType: 'NONE', taxAmount: '0.00', accountCode: '200' });

const create = (documents: LedgerDocument[], idempotencyKey = randomUUID()) =>
  ledger.createDocuments(documents[0]?.kind ?? 'BILL', documents, {
    idempotencyKey,
    body: ledger.documentBody(documents),
  });

type Logged = { method: string; path: string; query: string; requestBody: string; idempotencyKey: string };
const logged = async (method: string, words: string) =>
  (await control<{ calls: Logged[] }>('GET', `/log?method=${method}&path=${encodeURIComponent(words)}`)).calls;

const bills = async () =>
  (await control<{ invoices: { url?: string; status: string }[] }>('GET', `${path}/books/invoices`)).invoices;

test('the stored body goes out byte by byte, with its key, as a creation that fails no neighbours', async () => {
  await control('DELETE', '/log');
  const documents = [aBill({ lines: [aLine({ description: 'Rätsel "£" – /Date(1)/' })] }), aBill()];
  const idempotencyKey = randomUUID();
  const body = ledger.documentBody(documents);
  expect(await ledger.createDocuments('BILL', documents, { idempotencyKey, body })).toMatchObject({ ok: true });

  const [call, ...others] = await logged('PUT', '/Invoices');
  expect(others).toEqual([]);
  expect(call?.requestBody).toBe(body);
  expect(call?.idempotencyKey).toBe(idempotencyKey);
  expect(call?.query).toContain('summarizeErrors=false');
  expect(call?.query).toContain('unitdp=4');
});

test.skipIf(!hasContract)('what is sent is valid by the official contract (skipped without ../shared)', async () => {
  await control('DELETE', '/log');
  await create([aBill()]);
  const [call] = await logged('PUT', '/Invoices');
  expect(contractProblems('accounting', 'Invoices', JSON.parse(call?.requestBody ?? ''))).toEqual([]);
});

test('a bill is posted with its number, its page and nothing changed', async () => {
  const tracking = {
    categoryLedgerId: region.ledgerId,
    categoryName: region.name,
    optionLedgerId: region.options[0]?.ledgerId ?? '',
    optionName: region.options[0]?.name ?? '',
  };
  const answer = await create([aBill({ lines: [aLine({ tracking: [tracking] })] })]);
  expect(answer).toMatchObject({
    ok: true,
    value: [
      { ok: true, posted: { ledgerNumber: 'INV-1177', differences: [], url: expect.stringContaining('InvoiceID=') } },
    ],
  });
});

test('one refused bill never fails its neighbours, and says why at its field', async () => {
  const locked = aBill({ lines: [aLine({ taxType: 'OUTPUT2' })] });
  const answer = await create([aBill(), locked, aBill()]);
  expect(answer).toMatchObject({
    ok: true,
    value: [{ ok: true }, { ok: false, reasons: [{ code: 'taxRateNotAllowed', field: 'taxRateId' }] }, { ok: true }],
  });
});

test('tracking that Xero drops in silence is told as a difference', async () => {
  const unknown = {
    categoryLedgerId: region.ledgerId,
    categoryName: region.name,
    optionLedgerId: randomUUID(),
    optionName: 'Nowhere',
  };
  const answer = await create([aBill({ lines: [aLine({ tracking: [unknown] })] })]);
  expect(answer).toMatchObject({
    value: [{ ok: true, posted: { differences: [{ field: 'tracking', line: 0, sent: 'Region: Nowhere' }] } }],
  });
});

test('the same key and body again make no second bill', async () => {
  const document = aBill();
  const idempotencyKey = randomUUID();
  const first = await create([document], idempotencyKey);
  const again = await create([document], idempotencyKey);
  expect(again).toEqual(first);
  expect((await bills()).filter(({ url }) => url === document.mark)).toHaveLength(1);
});

test('the same key with another body is refused as a conflict', async () => {
  const idempotencyKey = randomUUID();
  await create([aBill()], idempotencyKey);
  expect(await create([aBill()], idempotencyKey)).toMatchObject({ ok: false, error: { kind: 'conflict' } });
});

test.each([
  ['an answer that never comes', { kind: 'drop-after' }, 1],
  ['a server error', { kind: 'status', status: 500 }, 0],
])('%s leaves the outcome unknown, and the books tell whether the bill is there', async (_what, fault, made) => {
  const document = aBill();
  const startedAt = new Date();
  await control('POST', '/faults', { ...fault, path: '/Invoices', method: 'PUT', remaining: 1 });
  expect(await create([document])).toMatchObject({ ok: false, error: { kind: 'uncertain', retry: 'unknown-outcome' } });
  const found = await ledger.findDocument(document, startedAt, none);
  expect(found).toMatchObject({ ok: true });
  expect(found.ok && found.value ? 1 : 0).toBe(made);
});

test.each(['SALES_CREDIT_NOTE', 'SALES_INVOICE', 'BILL_CREDIT_NOTE'] as const)(
  'a %s without number and link whose answer got lost is found, also where the books gave it a number of their own',
  async (kind) => {
    const document = aBill({ kind, mark: null, reference: null, total: '77.00', lines: [aSale('77.00')] });
    const startedAt = new Date();
    expect(await ledger.findDocument(document, startedAt, none)).toEqual({ ok: true, value: null });
    await control('POST', '/faults', { kind: 'drop-after', method: 'PUT', remaining: 1 });
    expect(await create([document])).toMatchObject({ ok: false, error: { kind: 'uncertain' } });
    const found = await ledger.findDocument(document, startedAt, none);
    expect(found.ok && found.value?.ledgerId).toBeTruthy();
    expect(await ledger.findDocument({ ...document, total: '78.00' }, startedAt, none)).toEqual({
      ok: true,
      value: null,
    });
  },
);

test('an answer that is none is never taken for "not there": that would post the bill twice', async () => {
  const document = aBill();
  const startedAt = new Date();
  await create([document]);
  await control('POST', '/faults', { kind: 'rubbish', path: '/Invoices', remaining: 1 });
  expect(await ledger.findDocument(document, startedAt, none)).toMatchObject({
    ok: false,
    error: { kind: 'unavailable' },
  });
  await control('POST', '/faults', { kind: 'rubbish', path: '/Invoices', method: 'PUT', remaining: 1 });
  expect(await create([aBill()])).toMatchObject({ ok: false, error: { kind: 'uncertain' } });
});

test('a bill is found by its link among others of the supplier on the day, and by number where it has none', async () => {
  const startedAt = new Date();
  const [marked, unmarked] = [aBill(), aBill({ mark: null, reference: 'UNMARKED-1' })];
  const answer = await create([aBill(), marked, unmarked]);
  const ids = answer.ok ? answer.value.map((outcome) => outcome.ok && outcome.posted.ledgerId) : [];
  expect(await ledger.findDocument(marked, startedAt, none)).toMatchObject({ value: { ledgerId: ids[1] } });
  expect(await ledger.findDocument(unmarked, startedAt, none)).toMatchObject({ value: { ledgerId: ids[2] } });
  expect(await ledger.findDocument(aBill(), startedAt, none)).toEqual({ ok: true, value: null });
  expect(await ledger.findDocument({ ...unmarked, total: '121.00' }, startedAt, none)).toEqual({
    ok: true,
    value: null,
  });
});

test('a bill that has our link is there, even if Xero computed another total', async () => {
  const startedAt = new Date();
  const document = aBill();
  const answer = await create([document]);
  const [outcome] = answer.ok ? answer.value : [];
  expect(await ledger.findDocument({ ...document, total: '120.01' }, startedAt, none)).toMatchObject({
    value: { ledgerId: outcome?.ok && outcome.posted.ledgerId },
  });
});

test('of two that nothing tells apart each is found once', async () => {
  const startedAt = new Date();
  const twins = [aBill({ mark: null, reference: null }), aBill({ mark: null, reference: null })];
  const answer = await create(twins);
  const ids = answer.ok ? answer.value.map((outcome) => (outcome.ok ? outcome.posted.ledgerId : '')) : [];
  const [twin = expect.fail()] = twins;
  const first = await ledger.findDocument(twin, startedAt, none);
  const firstId = first.ok ? (first.value?.ledgerId ?? '') : '';
  const second = await ledger.findDocument(twin, startedAt, new Set([firstId]));
  const secondId = second.ok ? (second.value?.ledgerId ?? '') : '';
  expect([firstId, secondId].sort()).toEqual([...ids].sort());
  expect(await ledger.findDocument(twin, startedAt, new Set(ids))).toEqual({ ok: true, value: null });
});

test('a document is attached under a safe name with its type, and again without a second copy', async () => {
  const answer = await create([aBill()]);
  const [outcome] = answer.ok ? answer.value : [];
  if (!outcome?.ok) throw new Error('not posted');
  const target = { kind: 'BILL' as const, ledgerId: outcome.posted.ledgerId };
  const file = { fileName: 'Rechnung Nr. 5.pdf', mimeType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 test') };
  expect(await ledger.attach(target, file, randomUUID())).toMatchObject({ ok: true });
  expect(await ledger.attach(target, file, randomUUID())).toMatchObject({ ok: true });
  expect(await ledger.attachments(target)).toEqual({
    ok: true,
    value: [{ fileName: 'Rechnung-Nr.-5.pdf', byteSize: file.bytes.length }],
  });
});

test('a file that Xero does not take is refused with its reason', async () => {
  const answer = await create([aBill()]);
  const [outcome] = answer.ok ? answer.value : [];
  if (!outcome?.ok) throw new Error('not posted');
  const bytes = Buffer.alloc(ledger.capabilities.attachmentMaxBytes + 600_000);
  const refused = await ledger.attach(
    { kind: 'BILL', ledgerId: outcome.posted.ledgerId },
    { fileName: 'large.pdf', mimeType: 'application/pdf', bytes },
    randomUUID(),
  );
  expect(refused).toMatchObject({ ok: false, error: { reasons: [{ code: 'attachmentTooLarge' }] } });
});

test('a contact is created, and one that exists is found whatever its case', async () => {
  const name = `Núñez "The" Baker ${randomUUID().slice(0, 4)}`;
  const write = (text: string) =>
    ledger.createContact(text, { idempotencyKey: randomUUID(), body: ledger.contactBody(text) });
  const created = await write(name);
  expect(created).toMatchObject({ ok: true, value: { name } });
  const again = await write(name.toUpperCase());
  expect(again).toEqual(created);
});

test('a bill for an archived supplier is refused at the supplier', async () => {
  await control('POST', `${path}/contacts`, { Name: 'Gone Ltd' });
  await control('PATCH', `${path}/contacts/${encodeURIComponent('Gone Ltd')}`, { ContactStatus: 'ARCHIVED' });
  const contacts = await ledger.list('CONTACTS', { page: 1, modifiedSince: null });
  const gone = contacts.ok ? contacts.value.entries.find(({ name }) => name === 'Gone Ltd') : undefined;
  const answer = await create([aBill({ contactLedgerId: gone?.ledgerId ?? '' })]);
  expect(answer).toMatchObject({ value: [{ ok: false, reasons: [{ code: 'contactArchived', field: 'contactId' }] }] });
});
