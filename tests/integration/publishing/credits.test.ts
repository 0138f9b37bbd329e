import { afterEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { creditedDocuments } from '#lib/publishing/credited-documents.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import { readOpenDocuments } from '#lib/publishing/open-documents.ts';
import { retryFollowing } from '#lib/publishing/retry-following.ts';
import {
  aConnectedBusiness,
  anItem,
  booksOf,
  type ConnectedBusiness,
  drainOnce,
  drainToTheEnd,
  fault,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { checkCalls } from '#tests/support/sandbox-contract.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

type Allocation = { creditId: string; invoiceId: string; amount: number; isDeleted: boolean };
type Document = { id: string; number: string; status: string };

const credit = (business: ConnectedBusiness, creditFor: string | null, values = {}) =>
  anItem(business, { type: 'CREDIT_NOTE', dueOn: null, original: null, creditFor, ...values });

async function published(business: ConnectedBusiness, ...items: { id: string; revision: number }[]) {
  await publish(business, items);
  await drainToTheEnd(business);
}

test('a credit note is set against the document that it names, as far as both have something left', async () => {
  const business = await aConnectedBusiness();
  const sales = { workspace: 'SALES', accountCode: '200', taxType: 'OUTPUT2' } as const;
  const bill = await anItem(business, { original: null });
  const sale = await anItem(business, { original: null, ...sales });
  await published(business, bill, sale);
  const less = await credit(business, ` ${bill.reference?.toLowerCase()} `, { total: '20.00', taxAmount: '3.33' });
  const more = await credit(business, sale.reference, { ...sales, total: '200.00', taxAmount: '33.33' });
  await published(business, less, more);

  const invoices = await booksOf<Document>(business, 'invoices');
  const notes = await booksOf<Document>(business, 'creditNotes');
  const idOf = (documents: Document[], reference: string | null) =>
    documents.find(({ number }) => number === reference)?.id;
  expect(await booksOf<Allocation>(business, 'allocations')).toMatchObject([
    { creditId: idOf(notes, less.reference), invoiceId: idOf(invoices, bill.reference), amount: 20 },
    { creditId: idOf(notes, more.reference), invoiceId: idOf(invoices, sale.reference), amount: 120 },
  ]);
  expect(invoices.find(({ number }) => number === sale.reference)).toMatchObject({ status: 'PAID' });
});

test('one that comes before its document, published together with it, waits for that', async () => {
  const business = await aConnectedBusiness();
  const bill = await anItem(business, { original: null });
  const item = await credit(business, bill.reference, { total: '20.00', taxAmount: '3.33' });
  await publish(business, [item]);
  // As if it were on its way, and long.
  await publish(business, [bill]);
  await db.publicationStep.updateMany({
    where: { kind: 'DOCUMENT', publication: { itemId: bill.id } },
    data: { notBefore: new Date(Date.now() + 60_000) },
  });
  await drainOnce(business);
  expect(await booksOf(business, 'creditNotes')).toHaveLength(1);
  await drainToTheEnd(business);
  expect(await booksOf(business, 'allocations')).toMatchObject([{ amount: 20 }]);
});

test('one whose document is not there is published, says so, and is set against it once it is', async () => {
  const business = await aConnectedBusiness();
  const bill = await anItem(business, { original: null });
  const item = await credit(business, bill.reference);
  await published(business, item);
  const view = (await loadPublications(business.scope, [item.id])).get(item.id);
  expect(view).toMatchObject({
    ...{ isPublished: true, canRetry: true, notice: { phase: 'notAllocated', label: 'Not allocated' } },
    missing: [{ field: 'creditFor', message: expect.stringContaining('is open at this contact') }],
  });
  await published(business, bill);
  expect(await retryFollowing(business.scope, view?.id ?? '')).toMatchObject({ ok: true });
  await drainToTheEnd(business);
  expect(await booksOf(business, 'allocations')).toMatchObject([{ amount: 120 }]);
  expect(await booksOf(business, 'creditNotes')).toHaveLength(1);
});

test.each(['drop-after', 'drop-before'])('an answer that got lost (%s) ends with one allocation', async (kind) => {
  const business = await aConnectedBusiness();
  const bill = await anItem(business, { original: null });
  await published(business, bill);
  const item = await credit(business, bill.reference, { total: '20.00', taxAmount: '3.33' });
  const allocations = { method: 'PUT', path: '/Allocations' };
  await fault(business, { kind, ...allocations, remaining: 1 });
  await fault(business, { kind: 'status', status: 500, ...allocations, remaining: 3 });
  await published(business, item);
  expect(await booksOf(business, 'allocations')).toMatchObject([{ amount: 20, isDeleted: false }]);
});

test('what can be chosen is what the contact has open in the books, with what is left of it, once they have answered', async () => {
  const business = await aConnectedBusiness({ currencies: ['EUR'] });
  const bill = await anItem(business, { original: null });
  const draft = await anItem(business, { original: null, publishAs: 'DRAFT' });
  const euros = await anItem(business, { original: null, currency: 'EUR' });
  await published(business, bill, draft, euros);
  await published(business, await credit(business, bill.reference, { total: '20.00', taxAmount: '3.33' }));
  const nameless = await anItem(business, { original: null, reference: null, total: '60.00', taxAmount: '10.00' });
  await published(business, nameless);
  const item = await credit(business, null);
  const asked = () => creditedDocuments(business.scope, item.id);
  expect(await asked()).toEqual({ ok: true, value: { documents: [], isAsking: true, problem: null } });
  expect(await asked()).toMatchObject({ value: { isAsking: true } });
  await readOpenDocuments(item.contactId ?? '');
  expect(await asked()).toEqual({
    ok: true,
    value: {
      documents: [
        { number: bill.reference, issuedOn: '2 Nov 2026', due: 'GBP 100.00' },
        { number: '2 Nov 2026, GBP 60.00', issuedOn: 'without a number', due: 'GBP 60.00' },
      ],
      ...{ isAsking: false, problem: null },
    },
  });
  // By its date and total, one without a number is found again.
  await published(business, await credit(business, '2 Nov 2026, GBP 60.00', { total: '20.00', taxAmount: '3.33' }));
  expect((await booksOf(business, 'allocations')).length).toBe(2);
  const elsewhere = await aConnectedBusiness();
  expect(await creditedDocuments(elsewhere.scope, item.id)).toMatchObject({
    value: { documents: [], isAsking: false },
  });
});

test('books that can’t be asked are told as such', async () => {
  const business = await aConnectedBusiness();
  const item = await credit(business, null);
  await creditedDocuments(business.scope, item.id);
  await fault(business, { kind: 'status', status: 503, method: 'GET', path: '/Invoices' });
  await readOpenDocuments(item.contactId ?? '');
  expect(await creditedDocuments(business.scope, item.id)).toMatchObject({
    value: { documents: [], isAsking: false, problem: 'Xero is offline at the moment. Nothing is lost.' },
  });
});

test('every call keeps to the ledger’s own contract', async () => {
  expect((await checkCalls())?.problems ?? []).toEqual([]);
});
