import { afterEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { changePublished } from '#lib/publishing/change-published.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import {
  aConnectedBusiness,
  aDocument,
  aMethod,
  anItem,
  billRequests,
  billsAtLedger,
  booksOf,
  type ConnectedBusiness,
  callLedger,
  changeRequests,
  drainOnce,
  drainToTheEnd,
  fault,
  filesAtLedger,
  letTimePass,
  newestPublication,
  paidBy,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

type Item = Awaited<ReturnType<typeof anItem>>;
const changes = { method: 'POST', path: '/Invoices/' };

async function aPublishedItem(business: ConnectedBusiness, values: Parameters<typeof anItem>[1] = {}) {
  const item = await anItem(business, values);
  await publish(business, [item]);
  await drainToTheEnd(business);
  return { item, former: await newestPublication(item.id) };
}

/** As an editor of published items will: another total, at the next revision. */
const correct = ({ id }: Item) =>
  db.item.update({ where: { id }, data: { total: '90.00', taxAmount: '15.00', revision: { increment: 1 } } });

async function ask({ scope }: ConnectedBusiness, publicationId: string, operation: 'UPDATE' | 'VOID' | 'DELETE') {
  const asked = await changePublished(scope, publicationId, operation);
  if (!asked.ok) throw new Error(asked.error.message);
}

/** The bill as it is to be after each kind of change, and where that leaves the publications. */
const kinds = {
  UPDATE: {
    publishAs: 'AUTHORISED',
    bill: { status: 'AUTHORISED', total: 90 },
    former: 'SUPERSEDED',
    change: 'COMPLETE',
  },
  VOID: { publishAs: 'AUTHORISED', bill: { status: 'VOIDED' }, former: 'VOIDED', change: 'VOIDED' },
  DELETE: { publishAs: 'DRAFT', bill: { status: 'DELETED' }, former: 'DELETED', change: 'DELETED' },
} as const;
const operations = Object.keys(kinds) as (keyof typeof kinds)[];

describe('a change of something published', () => {
  test.each(operations)('(%s) is made at the ledger, where there is one bill as before', async (operation) => {
    const business = await aConnectedBusiness();
    const expected = kinds[operation];
    const { item, former } = await aPublishedItem(business, { publishAs: expected.publishAs });
    await correct(item);
    await ask(business, former.id, operation);
    await drainToTheEnd(business);

    const [bill, ...others] = await billsAtLedger(business, item.reference);
    expect(others).toEqual([]);
    expect(bill).toMatchObject({ id: former.ledgerId, ...expected.bill });
    const change = await newestPublication(item.id);
    expect(change).toMatchObject({ operation, state: expected.change, ledgerId: bill?.id, supersedesId: former.id });
    expect(await db.publication.findUniqueOrThrow({ where: { id: former.id } })).toMatchObject({
      state: expected.former,
    });
    const events = await db.itemEvent.findMany({ where: { itemId: item.id }, orderBy: { at: 'asc' } });
    expect(events.slice(-2).map(({ kind }) => kind)).toEqual(['ledgerChangeRequested', 'ledgerChanged']);
    const view = (await loadPublications(business.scope, [item.id])).get(item.id);
    expect(view?.isPublished ?? false).toBe(operation === 'UPDATE');
  });

  test('into another coding keeps the file that is attached, and attaches one that came since', async () => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business);
    const documentId = await aDocument(business.scope.businessId, Buffer.from('%PDF-1.4 delivery note'));
    await db.itemDocument.create({ data: { itemId: item.id, documentId, position: 1 } });
    await ask(business, former.id, 'UPDATE');
    await drainToTheEnd(business);
    const files = await filesAtLedger(business, former.ledgerId ?? '');
    expect(files.map(({ fileName }) => fileName).sort()).toEqual(['2-Invoice-Marz.pdf', 'Invoice-Marz.pdf']);
  });

  test('of a credit note is made too', async () => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business, { type: 'CREDIT_NOTE' });
    await correct(item);
    await ask(business, former.id, 'UPDATE');
    await drainToTheEnd(business);
    expect(await aCreditNote(business, former.ledgerId)).toMatchObject({ Total: 90, Status: 'AUTHORISED' });
    await ask(business, (await newestPublication(item.id)).id, 'VOID');
    await drainToTheEnd(business);
    expect(await aCreditNote(business, former.ledgerId)).toMatchObject({ Status: 'VOIDED' });
  });

  test('that is there already is not sent', async () => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business);
    await ask(business, former.id, 'UPDATE');
    await drainToTheEnd(business);
    expect(await newestPublication(item.id)).toMatchObject({ operation: 'UPDATE', state: 'COMPLETE' });
    expect(await changeRequests(business)).toEqual([]);
  });

  test('that the ledger refuses leaves the item published as it was, and says why', async () => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business);
    await pay(business, former.ledgerId, 50);
    await ask(business, former.id, 'VOID');
    await drainToTheEnd(business);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'REJECTED', reasons: [{ code: 'notDraft' }] });
    expect(await db.publication.findUniqueOrThrow({ where: { id: former.id } })).toMatchObject({ state: 'COMPLETE' });
    expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({
      place: 'ARCHIVE',
      refusal: null,
    });
    expect((await loadPublications(business.scope, [item.id])).get(item.id)).toMatchObject({ isPublished: true });
  });

  test.each(['VOID', 'DELETE'] as const)('(%s) frees the item, which can be published anew', async (operation) => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business, { publishAs: kinds[operation].publishAs });
    await ask(business, former.id, operation);
    await drainToTheEnd(business);
    expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ place: 'INBOX' });
    expect(await publish(business, [item])).toMatchObject([{ outcome: 'queued' }]);
    await drainToTheEnd(business);
    expect(await newestPublication(item.id)).toMatchObject({ operation: 'CREATE', state: 'COMPLETE' });
    expect(await billRequests(business)).toHaveLength(2);
  });

  test('is refused while another is under way, and for what is not published or not of the business', async () => {
    const business = await aConnectedBusiness();
    const { former } = await aPublishedItem(business);
    await ask(business, former.id, 'VOID');
    expect(await changePublished(business.scope, former.id, 'UPDATE')).toMatchObject({ error: { code: 'underWay' } });
    await drainToTheEnd(business);
    expect(await changePublished(business.scope, former.id, 'VOID')).toMatchObject({ error: { code: 'underWay' } });
    const other = await aConnectedBusiness();
    expect(await changePublished(other.scope, former.id, 'VOID')).toMatchObject({ error: { code: 'missing' } });
  });
});

describe('a change whose answer got lost', () => {
  const cases = operations.flatMap((operation) => [
    [operation, 'after it was made', 'drop-after', 1] as const,
    [operation, 'before it was made', 'drop-before', 2] as const,
  ]);

  test.each(cases)('(%s, %s) is sent again under its key', async (operation, _, kind) => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business, { publishAs: kinds[operation].publishAs });
    await correct(item);
    await fault(business, { kind, ...changes, remaining: 1 });
    await ask(business, former.id, operation);
    await drainOnce(business);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'UNCERTAIN' });
    await drainToTheEnd(business);
    expect(await billsAtLedger(business, item.reference)).toMatchObject([kinds[operation].bill]);
    expect(await newestPublication(item.id)).toMatchObject({ state: kinds[operation].change });
    const keys = (await changeRequests(business)).map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set(keys).size).toBe(1);
  });

  test.each(cases)('(%s, %s) is told from the document once the key is over', async (operation, _, kind, requests) => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business, { publishAs: kinds[operation].publishAs });
    await correct(item);
    await fault(business, { kind, ...changes, remaining: 1 });
    await ask(business, former.id, operation);
    await drainOnce(business);
    await letTimePass(business, 10 * 60);
    await drainToTheEnd(business);
    expect(await billsAtLedger(business, item.reference)).toMatchObject([kinds[operation].bill]);
    expect(await newestPublication(item.id)).toMatchObject({ state: kinds[operation].change });
    const keys = (await changeRequests(business)).map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toHaveLength(requests);
    expect(new Set(keys).size).toBe(requests);
  });

  test.each(['UPDATE', 'VOID'] as const)(
    '(%s) is not sent anew when the document was changed there meanwhile, and says so',
    async (operation) => {
      const business = await aConnectedBusiness();
      const { item, former } = await aPublishedItem(business);
      await correct(item);
      await fault(business, { kind: 'drop-before', ...changes, remaining: 1 });
      await ask(business, former.id, operation);
      await drainOnce(business);
      if (operation === 'UPDATE') await changeThere(business, former.ledgerId);
      else await pay(business, former.ledgerId);
      await letTimePass(business, 10 * 60);
      await drainToTheEnd(business);
      expect(await newestPublication(item.id)).toMatchObject({
        state: 'REJECTED',
        reasons: [{ message: expect.stringContaining('meanwhile the document was changed') }],
      });
      expect(await db.publication.findUniqueOrThrow({ where: { id: former.id } })).toMatchObject({ state: 'COMPLETE' });
      const ours = (await changeRequests(business)).filter(
        ({ requestBody }) => !requestBody.includes('Corrected there'),
      );
      expect(ours).toHaveLength(1);
    },
  );
});

/** As if somebody had corrected the bill in the accounting software itself. */
const changeThere = (business: ConnectedBusiness, ledgerId: string | null) =>
  callLedger(business, 'POST', `/Invoices/${ledgerId}`, {
    LineAmountTypes: 'Inclusive',
    LineItems: [{ Description: 'Corrected there', Quantity: 1, UnitAmount: 75, TaxType: 'INPUT2', AccountCode: '429' }],
  });

/** Pays a bill of 120.00, or part of it. */
const pay = (business: ConnectedBusiness, ledgerId: string | null, amount = 120) =>
  callLedger(business, 'PUT', '/Payments', {
    Invoice: { InvoiceID: ledgerId },
    Account: { Code: '090' },
    Date: '2026-11-10',
    Amount: amount,
  });

async function aCreditNote(business: ConnectedBusiness, ledgerId: string | null) {
  const { CreditNotes } = await callLedger<{ CreditNotes: { Total: number; Status: string }[] }>(
    business,
    'GET',
    `/CreditNotes/${ledgerId}`,
  );
  return CreditNotes[0];
}

test('money that was spent is deleted where it would be voided: the books have no void for it', async () => {
  const business = await aConnectedBusiness();
  const card = await aMethod(business, '090');
  const { former } = await aPublishedItem(business, {
    ...{ publishTo: 'BANK_ACCOUNT', original: null },
    ...paidBy(business, card, ['120.00', '2026-11-05']),
  });
  await ask(business, former.id, 'VOID');
  await drainToTheEnd(business);
  expect(await booksOf(business, 'bankTransactions')).toMatchObject([{ status: 'DELETED' }]);
  expect(await db.publication.findUniqueOrThrow({ where: { id: former.id } })).toMatchObject({ state: 'DELETED' });
});
