import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewItems } from '#lib/coding/review-items.ts';
import { db } from '#lib/db.ts';
import type { LedgerDocument } from '#lib/domain/publication/ledger-document.ts';
import { markOf } from '#lib/domain/publication/ledger-document.ts';
import { env } from '#lib/env.ts';
import { xeroCapabilities } from '#lib/ledger/xero/capabilities.ts';
import { documentBody } from '#lib/ledger/xero/documents.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import { retryFollowing } from '#lib/publishing/retry-following.ts';
import type { PersonScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { migrate } from '#scripts/migrate.mjs';
import { connect } from '#tests/support/connect.ts';
import {
  billRequests,
  billsAtLedger,
  type ConnectedBusiness,
  contactRequests,
  drainToTheEnd,
  filesAtLedger,
  newestPublication,
  publish,
  refreshed,
  uploadRequests,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { people } from '#tests/support/visit-ledger.ts';
import { aDocument, aLine } from '#tests/unit/ledger/xero/builders.ts';

/*
 * A site that is upgraded while it publishes: its database is made as version 0006 left it, in plain SQL with the columns
 * of then, and its books at the sandbox as they were in that moment. Then it is migrated, and publishing goes on.
 */

withSandbox();

const BEFORE = '0006_item_lists';
const PDF = Buffer.from('%PDF-1.4 an original');
const HOUR_AGO = new Date(Date.now() - 60 * 60_000);
const JUST_NOW = new Date(Date.now() - 5_000);

const ids = {
  business: randomUUID(),
  user: randomUUID(),
  connection: randomUUID(),
  account: randomUUID(),
  taxRate: randomUUID(),
  supplier: randomUUID(),
  newSupplier: randomUUID(),
  lateSupplier: randomUUID(),
};
const organisation = `Upgrade ${ids.business.slice(0, 8)} Ltd`;
const scope: PersonScope = {
  businessId: ids.business,
  actor: { kind: 'person', userId: ids.user, name: 'Ada Admin', role: 'ADMIN' },
};
const client = new pg.Client(process.env.DATABASE_URL);
let business: ConnectedBusiness;
let supplierLedgerId: string;
let expenses: { id: string; name: string };
let token: string;

/** Inserts one row, columns by name. */
async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row);
  const names = columns.map((name) => `"${name}"`).join(', ');
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  await client.query(`INSERT INTO "${table}" (${names}) VALUES (${places})`, Object.values(row));
}

/** A call of our app at that time. */
async function asApp<T>(method: string, path: string, body: string | Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(`${env().XERO_API_URL}/api.xro/2.0${path}`, {
    method,
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: {
      authorization: `Bearer ${token}`,
      'xero-tenant-id': business.organisationId,
      accept: 'application/json',
      'content-type': 'application/json',
      ...headers,
    },
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

type Old = { id: string; publicationId: string; number: number; reference: string; document: LedgerDocument };
let numbered = 0;

/** An item of that time with its publication, in any state that both could be in. */
async function anOldItem(
  publication: Record<string, unknown> | null,
  {
    contactId = ids.supplier,
    item = {},
    hasOriginal = false,
  }: { contactId?: string; item?: object; hasOriginal?: boolean } = {},
): Promise<Old> {
  numbered += 1;
  const [id, publicationId, reference] = [randomUUID(), randomUUID(), `OLD-${numbered}`];
  const documentId = hasOriginal ? await anOriginal() : null;
  const coded = {
    type: 'INVOICE',
    contactId,
    issuedOn: '2026-11-02',
    dueOn: '2026-12-02',
    reference,
    accountId: ids.account,
    description: 'Paper and pens',
    currency: 'GBP',
    total: '120.00',
    taxRateId: ids.taxRate,
    taxAmount: '20.00',
    publishAs: 'AUTHORISED',
  };
  await insert('Item', {
    id,
    businessId: ids.business,
    number: numbered,
    documentId,
    submittedByUserId: ids.user,
    submittedByName: 'Ada Admin',
    ...coded,
    ...item,
  });
  if (publication) {
    await insert('Publication', {
      id: publicationId,
      businessId: ids.business,
      connectionId: ids.connection,
      itemId: id,
      itemRevision: 1,
      kind: 'BILL',
      publishAs: 'AUTHORISED',
      coding: JSON.stringify({ ...coded, tracking1OptionId: null, tracking2OptionId: null, lines: [] }),
      attachmentState: hasOriginal ? 'PENDING' : 'NONE',
      requestedByUserId: ids.user,
      requestedByName: 'Ada Admin',
      updatedAt: new Date(),
      ...publication,
    });
  }
  const document = aDocument({
    mark: markOf(env().APP_URL, id, xeroCapabilities.rules),
    contactLedgerId: supplierLedgerId,
    reference,
    lines: [aLine({ description: 'Paper and pens', accountLedgerId: expenses.id, accountCode: '429' })],
  });
  return { id, publicationId, number: numbered, reference, document };
}

async function anOriginal(): Promise<string> {
  const [id, storageKey] = [randomUUID(), `${ids.business}/originals/${randomUUID()}`];
  await storage().put(storageKey, PDF);
  await insert('Document', {
    id,
    businessId: ids.business,
    sha256: createHash('sha256').update(PDF).digest('hex'),
    fileName: 'invoice.pdf',
    mimeType: 'application/pdf',
    byteSize: PDF.length,
    storageKey,
  });
  return id;
}

/** A request of that time, of which nobody recorded the answer unless `state` says so. */
async function aDispatch(
  items: Old[],
  { kind, state, body, sentAt }: { kind: string; state: string; body: string | null; sentAt: Date | null },
): Promise<string> {
  const id = randomUUID();
  const idempotencyKey = randomUUID();
  await insert('Dispatch', {
    id,
    businessId: ids.business,
    connectionId: ids.connection,
    kind,
    idempotencyKey,
    body,
    bodyHash: createHash('sha256')
      .update(body ?? PDF)
      .digest('hex'),
    state,
    createdAt: sentAt ?? new Date(),
    firstSentAt: sentAt,
    sends: sentAt ? 1 : 0,
  });
  for (const [position, { publicationId }] of items.entries()) {
    await insert('DispatchMember', { dispatchId: id, publicationId, position });
  }
  return idempotencyKey;
}

const bodyOf = (...items: Old[]) => documentBody(items.map(({ document }) => document));

/** The bills as our app had made them, with the ids that they got. */
async function makeBills(items: Old[], idempotencyKey: string = randomUUID()): Promise<string[]> {
  const made = await asApp<{ Invoices: { InvoiceID: string }[] }>(
    'PUT',
    '/Invoices?summarizeErrors=false&unitdp=4',
    bodyOf(...items),
    { 'idempotency-key': idempotencyKey },
  );
  return made.Invoices.map(({ InvoiceID }) => InvoiceID);
}

const attach = (billId: string) =>
  asApp('PUT', `/Invoices/${billId}/Attachments/invoice.pdf`, PDF, { 'content-type': 'application/pdf' });

async function aSite(): Promise<void> {
  const made = await control<{ organisation: { id: string } }>('POST', '/organisations', {
    name: organisation,
    country: 'GB',
    limits: { minute: 1_000 },
  });
  const organisationId = made.organisation.id;
  business = { scope, connectionId: ids.connection, organisation, organisationId };
  const issued = await control<{ access_token: string }>('POST', '/tokens', {
    email: people.amelia,
    organisations: [organisation],
  });
  token = issued.access_token;
  const at = `/organisations/${organisationId}/books`;
  const { contacts } = await control<{ contacts: { id: string; name: string; status: string }[] }>(
    'GET',
    `${at}/contacts`,
  );
  const { accounts } = await control<{ accounts: { id: string; name: string; code: string }[] }>(
    'GET',
    `${at}/accounts`,
  );
  const known = contacts.find(({ status }) => status === 'ACTIVE') ?? expect.fail();
  expenses = accounts.find(({ code }) => code === '429') ?? expect.fail();
  supplierLedgerId = known.id;

  const own = { businessId: ids.business, connectionId: ids.connection };
  await insert('User', { id: ids.user, email: `${ids.user}@example.com`, name: 'Ada Admin', passwordHash: '-' });
  const slug = `upgrade-${ids.business.slice(0, 8)}`;
  await insert('Business', {
    id: ids.business,
    slug,
    name: 'Upgraded',
    country: 'GB',
    baseCurrency: 'GBP',
    lastItemNumber: 99,
  });
  await insert('Membership', { id: randomUUID(), businessId: ids.business, userId: ids.user, role: 'ADMIN' });
  await insert('Connection', {
    id: ids.connection,
    businessId: ids.business,
    ledger: 'xero',
    organisationId,
    organisationName: organisation,
    status: 'NEEDS_RECONNECTING',
    baseCurrency: 'GBP',
    country: 'GB',
    connectedByUserId: ids.user,
    connectedByName: 'Ada Admin',
  });
  const account = { id: ids.account, ledgerId: expenses.id, code: '429', name: expenses.name };
  await insert('Account', { ...own, ...account, type: 'EXPENSE', class: 'EXPENSE' });
  const rate = { id: ids.taxRate, taxType: 'INPUT2', name: '20% (VAT on Expenses)', effectiveRate: '20' };
  await insert('TaxRate', { ...own, ...rate, canApplyToExpenses: true });
  const contact = (id: string, name: string) => ({ id, name, normalisedName: name.toLowerCase(), isSupplier: true });
  await insert('Contact', { ...own, ...contact(ids.supplier, known.name), ledgerId: known.id });
  await insert('Contact', { businessId: ids.business, ...contact(ids.newSupplier, 'New Bakery') });
  await insert('Contact', { businessId: ids.business, ...contact(ids.lateSupplier, 'Late Bakery') });
}

const old: Record<string, Old> = {};
const item = (name: string) => old[name] ?? expect.fail(`There is no item ${name}`);

async function midQueue(): Promise<void> {
  const hasOriginal = true;
  old.untouched = await anOldItem(null);
  old.queued = await anOldItem({ state: 'QUEUED' }, { hasOriginal });
  old.queuedForNew = await anOldItem({ state: 'QUEUED' }, { contactId: ids.newSupplier });
  old.contactLost = await anOldItem({ state: 'QUEUED' }, { contactId: ids.lateSupplier });
  const contactBody = JSON.stringify({ Contacts: [{ Name: 'Late Bakery' }] });
  const lostContact = { kind: 'CONTACT', state: 'UNCERTAIN', body: contactBody, sentAt: HOUR_AGO };
  await aDispatch([old.contactLost], lostContact);
  await asApp('PUT', '/Contacts', contactBody);

  const document = { kind: 'DOCUMENT', sentAt: null as Date | null };
  old.stored = await anOldItem({ state: 'SENDING' }, { hasOriginal });
  await aDispatch([old.stored], { ...document, state: 'STORED', body: bodyOf(old.stored) });

  old.sentJustNow = await anOldItem({ state: 'SENDING' }, { hasOriginal });
  const sentJustNow = { ...document, state: 'SENT', body: bodyOf(old.sentJustNow), sentAt: JUST_NOW };
  await makeBills([old.sentJustNow], await aDispatch([old.sentJustNow], sentJustNow));

  old.sentAndThere = await anOldItem({ state: 'SENDING' });
  await aDispatch([old.sentAndThere], { ...document, state: 'SENT', body: bodyOf(old.sentAndThere), sentAt: HOUR_AGO });
  await makeBills([old.sentAndThere]);

  old.uncertainThere = await anOldItem({ state: 'UNCERTAIN', attempts: 1 }, { hasOriginal });
  old.uncertainAbsent = await anOldItem({ state: 'UNCERTAIN' });
  const both = [old.uncertainThere, old.uncertainAbsent];
  await aDispatch(both, { ...document, state: 'UNCERTAIN', body: bodyOf(...both), sentAt: HOUR_AGO });
  await makeBills([old.uncertainThere]);

  const posted = async (name: string, changes: object, isAttached: boolean) => {
    const made = await anOldItem({ state: 'POSTED', ...changes }, { hasOriginal, item: { place: 'ARCHIVE' } });
    const [ledgerId = ''] = await makeBills([made]);
    await client.query(`UPDATE "Publication" SET "ledgerId" = $1, "postedAt" = now() WHERE "id" = $2`, [
      ledgerId,
      made.publicationId,
    ]);
    const answered = { ...document, state: 'ANSWERED', body: bodyOf(made), sentAt: HOUR_AGO };
    await aDispatch([made], answered);
    if (isAttached) await attach(ledgerId);
    old[name] = made;
    return made;
  };
  const lostUpload = { kind: 'ATTACHMENT', state: 'UNCERTAIN', body: null, sentAt: HOUR_AGO };
  await posted('toAttach', {}, false);
  await aDispatch([await posted('uploadLost', { attachmentAttempts: 3 }, false)], lostUpload);
  await aDispatch([await posted('uploadArrived', { attachmentAttempts: 1 }, true)], lostUpload);
  await posted(
    'notAttached',
    { state: 'COMPLETE', attachmentState: 'FAILED', attachmentError: JSON.stringify([gaveUp]) },
    false,
  );
  await posted('complete', { state: 'COMPLETE', attachmentState: 'ATTACHED' }, true);

  const refusal = JSON.stringify([
    { code: 'periodLocked', field: 'issuedOn', line: null, message: 'It is locked.', ledgerText: '' },
  ]);
  old.refused = await anOldItem({ state: 'REJECTED', reasons: refusal }, { hasOriginal, item: { refusal } });
  old.cancelled = await anOldItem({ state: 'CANCELLED' }, { hasOriginal });
}

const gaveUp = { code: 'other', field: null, line: null, message: 'Xero said nothing.', ledgerText: '' };

beforeAll(async () => {
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const databaseUrl = String(process.env.DATABASE_URL);
  await migrate({ databaseUrl, until: BEFORE });
  await aSite();
  await midQueue();
  await migrate({ databaseUrl });
  await connect(scope, { organisations: [organisation], connectionId: ids.connection });
  await refreshed(business);
  await drainToTheEnd(business);
});
afterAll(() => client.end());

describe('after an upgrade in mid-queue', () => {
  test('each item has the status that its publication, its refusal and the rules give it', async () => {
    expect(await reviewItems(ids.business, new AbortController().signal)).toBe(true);
    const items = await db.item.findMany({ where: { businessId: ids.business } });
    const statusOf = new Map(items.map(({ id, status, reasonCount }) => [id, [status, reasonCount]]));
    const names = Object.keys(old).map((name) => [name, statusOf.get(item(name).id)]);
    const expected: Record<string, unknown> = {
      refused: ['REFUSED', 1],
      cancelled: ['READY', 0],
      untouched: ['READY', 0],
    };
    expect(names).toEqual(Object.keys(old).map((name) => [name, expected[name] ?? ['PUBLISHED', 0]]));
  });

  test.each([
    'queued',
    'queuedForNew',
    'contactLost',
    'stored',
    'sentJustNow',
    'sentAndThere',
    'uncertainThere',
    'uncertainAbsent',
    'toAttach',
    'uploadLost',
    'uploadArrived',
    'complete',
  ])('what was under way (%s) is published once, with its document once', async (name) => {
    const { id, reference } = item(name);
    const [bill, ...others] = await billsAtLedger(business, reference);
    expect(others).toEqual([]);
    const publication = await newestPublication(id);
    expect(publication).toMatchObject({ state: 'COMPLETE', ledgerId: bill?.id });
    expect(publication.attachments.every(({ state }) => state === 'DONE')).toBe(true);
    expect(await filesAtLedger(business, bill?.id ?? '')).toHaveLength(publication.attachments.length);
  });

  test('nothing was sent that was there already', async () => {
    const sent = (await billRequests(business)).map(({ requestBody }) => requestBody);
    const timesSent = (name: string) => sent.filter((body) => body.includes(`"${item(name).reference}"`)).length;
    // By the old version once, in its one request; and the one that could be repeated, under its key.
    expect(timesSent('sentAndThere')).toBe(1);
    expect(timesSent('uncertainThere')).toBe(1);
    expect(timesSent('sentJustNow')).toBe(2);
    const uploads = (await uploadRequests(business)).filter(({ path }) => path.includes('/Attachments/'));
    const of = async (name: string) => {
      const { ledgerId } = await newestPublication(item(name).id);
      return uploads.filter(({ path }) => path.includes(String(ledgerId))).length;
    };
    expect([await of('uploadArrived'), await of('uploadLost')]).toEqual([1, 1]);
    expect((await contactRequests(business)).length).toBeGreaterThan(0);
    expect(
      await db.contact.count({ where: { businessId: ids.business, name: { endsWith: 'Bakery' }, ledgerId: null } }),
    ).toBe(0);
  });

  test('what had failed says so as before, and can be tried again', async () => {
    const { id, publicationId, reference } = item('notAttached');
    const view = (await loadPublications(scope, [id])).get(id);
    expect(view).toMatchObject({
      notice: { phase: 'notAttached' },
      missing: [gaveUp],
      canRetry: true,
    });
    expect(await retryFollowing(scope, publicationId)).toMatchObject({ ok: true });
    await drainToTheEnd(business);
    const [bill] = await billsAtLedger(business, reference);
    expect(await filesAtLedger(business, bill?.id ?? '')).toHaveLength(1);
  });

  test.each(['refused', 'cancelled', 'untouched'])('what was %s can be published anew', async (name) => {
    const { id, reference } = item(name);
    const view = (await loadPublications(scope, [id])).get(id);
    expect(view?.reasons.map(({ code }) => code) ?? []).toEqual(name === 'refused' ? ['periodLocked'] : []);
    expect(await publish(business, [{ id, revision: 1 }])).toMatchObject([{ outcome: 'queued' }]);
    await drainToTheEnd(business);
    expect(await newestPublication(id)).toMatchObject({ state: 'COMPLETE' });
    expect(await billsAtLedger(business, reference)).toHaveLength(1);
  });
});
