import { afterEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import { cancelPayments, retryFollowing } from '#lib/publishing/retry-following.ts';
import {
  aConnectedBusiness,
  aMethod,
  anItem,
  booksOf,
  type ConnectedBusiness,
  callLedger,
  drainOnce,
  drainToTheEnd,
  fault,
  newestPublication,
  paidBy,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { checkCalls } from '#tests/support/sandbox-contract.ts';
import { control } from '#tests/support/sandbox-control.ts';

/** What is paid, in full or in parts: a document, and a payment for each, which never makes the document anew. */

withSandbox();
afterEach(() => control('DELETE', '/faults'));

type Payment = {
  documentId: string;
  accountId: string;
  date: string;
  amount: number;
  bankAmount: number;
  currencyRate: number;
  type: string;
  status: string;
};
type Document = { id: string; number: string; type: string; status: string; amountPaid: number };

const payments = { method: 'PUT', path: '/Payments' };
const nothingPaid = { status: 'AUTHORISED', amountPaid: 0 };

const view = async ({ scope }: ConnectedBusiness, { id }: { id: string }) =>
  (await loadPublications(scope, [id])).get(id);

async function atLedger(business: ConnectedBusiness, reference: string | null) {
  const documents = await booksOf<Document>(business, 'invoices');
  const [document, ...others] = documents.filter(({ number }) => number === reference);
  expect(others).toEqual([]);
  const made = await booksOf<Payment>(business, 'payments');
  return { document, payments: made.filter(({ documentId }) => documentId === document?.id) };
}

describe('what is paid', () => {
  test('in full is paid in the books, on the account, the day and by the amount of its payment', async () => {
    const business = await aConnectedBusiness();
    const card = await aMethod(business, '095');
    const bill = await anItem(business, paidBy(business, card, ['120.00', '2026-11-05']));
    const sale = await anItem(business, {
      ...{ workspace: 'SALES', accountCode: '200', taxType: 'OUTPUT2' },
      ...paidBy(business, card, ['120.00', '2026-11-06']),
    });
    await publish(business, [bill, sale]);
    await drainToTheEnd(business);

    const [account] = (await booksOf<{ id: string; code: string }>(business, 'accounts')).filter(
      ({ code }) => code === '095',
    );
    expect(await atLedger(business, bill.reference)).toMatchObject({
      document: { type: 'ACCPAY', status: 'PAID' },
      payments: [{ type: 'ACCPAYPAYMENT', accountId: account?.id, date: '2026-11-05', amount: 120 }],
    });
    expect(await atLedger(business, sale.reference)).toMatchObject({
      document: { type: 'ACCREC', status: 'PAID' },
      payments: [{ type: 'ACCRECPAYMENT', accountId: account?.id, date: '2026-11-06', amount: 120 }],
    });
    expect(await view(business, bill)).toMatchObject({ status: 'Paid', missing: [], notice: { label: 'Published' } });
    const events = await db.itemEvent.findMany({ where: { itemId: bill.id }, orderBy: { at: 'asc' } });
    expect(events.map(({ kind }) => kind)).toEqual(['publishRequested', 'published', 'paymentRecorded', 'attached']);
  });

  test('in parts has a payment for each, of the same day and amount too, and is due for the rest', async () => {
    const business = await aConnectedBusiness();
    const card = await aMethod(business, '090');
    const item = await anItem(
      business,
      paidBy(business, card, ['30.00', '2026-11-05'], ['30.00', '2026-11-05'], ['9.99', '2026-11-09']),
    );
    await publish(business, [item]);
    await drainToTheEnd(business);
    expect(await atLedger(business, item.reference)).toMatchObject({
      document: { status: 'AUTHORISED', amountPaid: 69.99 },
      payments: [
        { date: '2026-11-05', amount: 30 },
        { date: '2026-11-05', amount: 30 },
        { date: '2026-11-09', amount: 9.99 },
      ],
    });
    expect(await view(business, item)).toMatchObject({ status: 'Part paid' });
  });

  test('in another currency goes through an account of either, at its rate', async () => {
    const business = await aConnectedBusiness({ currencies: ['EUR'] });
    const euros = { currency: 'EUR', exchangeRate: '1.2', original: null };
    const from = async (code: string) =>
      anItem(business, { ...euros, ...paidBy(business, await aMethod(business, code), ['120.00', '2026-11-05']) });
    const [ofPounds, ofEuros] = [await from('090'), await from('092')];
    await publish(business, [ofPounds, ofEuros]);
    await drainToTheEnd(business);
    expect(await atLedger(business, ofPounds.reference)).toMatchObject({
      document: { status: 'PAID' },
      payments: [{ amount: 120, bankAmount: 100, currencyRate: 1.2 }],
    });
    expect(await atLedger(business, ofEuros.reference)).toMatchObject({
      document: { status: 'PAID' },
      payments: [{ amount: 120, bankAmount: 120 }],
    });
  });

  test('of a credit note is a refund of it', async () => {
    const business = await aConnectedBusiness();
    const card = await aMethod(business, '090');
    const item = await anItem(business, {
      type: 'CREDIT_NOTE',
      dueOn: null,
      ...paidBy(business, card, ['120.00', '2026-11-05']),
    });
    await publish(business, [item]);
    await drainToTheEnd(business);
    expect(await booksOf(business, 'creditNotes')).toMatchObject([{ status: 'PAID', amountRefunded: 120 }]);
    expect(await booksOf(business, 'payments')).toMatchObject([{ type: 'APCREDITPAYMENT', amount: 120 }]);
  });
});

describe('a payment that the ledger refuses', () => {
  test('leaves the document published and says so, and is recorded alone once its method is linked anew', async () => {
    const business = await aConnectedBusiness();
    const card = await aMethod(business, '095');
    const item = await anItem(business, paidBy(business, card, ['120.00', '2026-11-05']));
    await publish(business, [item]);
    // Archived over there, which our lists don't know yet.
    await control('PATCH', `/organisations/${business.organisationId}/accounts/095`, { Status: 'ARCHIVED' });
    await drainToTheEnd(business);
    expect(await atLedger(business, item.reference)).toMatchObject({ document: nothingPaid, payments: [] });
    const told = await view(business, item);
    expect(told).toMatchObject({
      ...{ isPublished: true, status: 'Awaiting payment', canRetry: true, canLeaveUnpaid: true },
      notice: { phase: 'notPaid', label: 'Payment missing' },
      missing: [{ code: 'bankAccountMissing', field: 'payments' }],
    });
    expect(await db.notice.findMany({ where: { itemId: item.id }, select: { kind: true, userId: true } })).toEqual([
      { kind: 'paymentMissing', userId: business.scope.actor.userId },
    ]);
    const other = await db.account.findFirstOrThrow({ where: { connectionId: business.connectionId, code: '090' } });
    await db.paymentMethod.update({ where: { id: card }, data: { accountId: other.id } });
    expect(await retryFollowing(business.scope, told?.id ?? '')).toEqual({ ok: true, value: null });
    await drainToTheEnd(business);
    expect(await atLedger(business, item.reference)).toMatchObject({
      document: { status: 'PAID' },
      payments: [{ amount: 120 }],
    });
    expect(await view(business, item)).toMatchObject({ status: 'Paid', missing: [], canRetry: false });
  });

  test('since somebody has paid it there meanwhile can be left out', async () => {
    const business = await aConnectedBusiness();
    const card = await aMethod(business, '090');
    const item = await anItem(business, { original: null, ...paidBy(business, card, ['120.00', '2026-11-05']) });
    await fault(business, { kind: 'status', status: 503, ...payments, remaining: 1 });
    await publish(business, [item]);
    await drainOnce(business);
    expect(await view(business, item)).toMatchObject({
      notice: { label: 'Published', explanation: expect.stringContaining('payment') },
    });
    const { document } = await atLedger(business, item.reference);
    await callLedger(business, 'PUT', '/Payments', {
      ...{ Invoice: { InvoiceID: document?.id }, Account: { Code: '091' }, Date: '2026-11-04', Amount: 120 },
    });
    await drainToTheEnd(business);
    const told = await view(business, item);
    expect(told).toMatchObject({ canLeaveUnpaid: true, missing: [{ code: 'notPayable' }] });
    expect(await cancelPayments(business.scope, told?.id ?? '')).toEqual({ ok: true, value: null });
    expect(await view(business, item)).toMatchObject({ canRetry: false, missing: [], notice: { phase: 'published' } });
    expect(await cancelPayments(business.scope, told?.id ?? '')).toMatchObject({ error: { code: 'tooLate' } });
    expect((await atLedger(business, item.reference)).payments).toMatchObject([{ date: '2026-11-04', amount: 120 }]);
  });
});

describe('a payment whose answer got lost', () => {
  test.each(['drop-after', 'drop-before'])(
    '(%s) is looked for at the document, and there once, also beside one alike',
    async (kind) => {
      const business = await aConnectedBusiness();
      const card = await aMethod(business, '090');
      const item = await anItem(business, {
        original: null,
        ...paidBy(business, card, ['50.00', '2026-11-05'], ['50.00', '2026-11-05']),
      });
      await fault(business, { kind, ...payments, remaining: 1 });
      // The same key is good for a while; until it has ended every further try fails.
      await fault(business, { kind: 'status', status: 500, ...payments, remaining: 4 });
      await publish(business, [item]);
      await drainToTheEnd(business);
      expect(await atLedger(business, item.reference)).toMatchObject({
        document: { status: 'AUTHORISED', amountPaid: 100 },
        payments: [{ amount: 50 }, { amount: 50 }],
      });
      expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE' });
    },
  );
});

test('every call keeps to the ledger’s own contract', async () => {
  expect((await checkCalls())?.problems ?? []).toEqual([]);
});
