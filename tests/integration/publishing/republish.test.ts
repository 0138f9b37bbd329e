import { afterEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import type { PublishAs } from '#lib/domain/coding/coding.ts';
import { changePublished } from '#lib/publishing/change-published.ts';
import { beginCorrection, endCorrection } from '#lib/publishing/correcting.ts';
import { followDocuments } from '#lib/publishing/life/follow-documents.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import {
  aConnectedBusiness,
  aMethod,
  anItem,
  billsAtLedger,
  booksOf,
  type ConnectedBusiness,
  callLedger,
  drainOnce,
  drainToTheEnd,
  fault,
  type ItemValues,
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

async function aPublishedItem(business: ConnectedBusiness, values: ItemValues = {}) {
  const item = await anItem(business, values);
  await publish(business, [item]);
  await drainToTheEnd(business);
  return { item, former: await newestPublication(item.id) };
}

const pay = async (business: ConnectedBusiness, ledgerId: string | null, amount: number, more: object = {}) => {
  await callLedger(business, 'PUT', '/Payments', {
    ...{ Invoice: { InvoiceID: ledgerId }, Account: { Code: '090' }, Date: '2026-11-12', Amount: amount, ...more },
  });
};

const look = ({ connectionId }: ConnectedBusiness) => followDocuments(connectionId, new AbortController().signal);

const viewOf = async ({ scope }: ConnectedBusiness, { id }: Pick<Item, 'id'>) =>
  (await loadPublications(scope, [id])).get(id);

/** As the page asks, with what it shows. */
async function unpublish(business: ConnectedBusiness, item: Item) {
  const view = await viewOf(business, item);
  const settlements = view?.afterwards?.settlements.map(({ id }) => id) ?? [];
  return changePublished(business.scope, view?.id ?? '', { wish: 'end', settlements });
}

async function sendCorrection(business: ConnectedBusiness, item: Item) {
  const view = await viewOf(business, item);
  const { revision } = await db.item.findUniqueOrThrow({ where: { id: item.id } });
  const { settlements = [], change } = view?.afterwards ?? {};
  return changePublished(business.scope, view?.id ?? '', {
    wish: 'change',
    revision,
    settlements: settlements.map(({ id }) => id),
    isAnew: change?.isAnew ?? false,
  });
}

/** Opens the item and gives it another total, as a person does. */
async function correct(business: ConnectedBusiness, item: Item, changes: { publishAs?: PublishAs } = {}) {
  const view = await viewOf(business, item);
  expect(await beginCorrection(business.scope, view?.id ?? '')).toMatchObject({ ok: true });
  const { revision } = await db.item.findUniqueOrThrow({ where: { id: item.id } });
  const edited = await editItem(business.scope, {
    itemId: item.id,
    revision,
    changes: { total: '90.00', taxAmount: '15.00', ...changes },
  });
  if (!edited.ok) throw new Error(edited.error.message);
}

/** What of the item counts in the books: never more than one. */
const counting = async (business: ConnectedBusiness, { reference }: Item) =>
  (await billsAtLedger(business, reference)).filter(({ status }) => status !== 'VOIDED' && status !== 'DELETED');

describe('Unpublish', () => {
  test.each([
    ['DRAFT', 'DELETED'],
    ['SUBMITTED', 'DELETED'],
    ['AUTHORISED', 'VOIDED'],
  ] as const)('of a bill published as %s leaves it %s, and the item ready in the inbox', async (publishAs, status) => {
    const business = await aConnectedBusiness();
    const { item } = await aPublishedItem(business, { publishAs });
    expect(await unpublish(business, item)).toMatchObject({ ok: true });
    await drainToTheEnd(business);
    expect(await billsAtLedger(business, item.reference)).toMatchObject([{ status }]);
    expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({
      place: 'INBOX',
      status: 'READY',
    });
  });

  test('takes payments and allocations back first, each told in the history', async () => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business);
    const note = await aPublishedItem(business, { type: 'CREDIT_NOTE', reference: 'CN-1' });
    await pay(business, former.ledgerId, 50);
    await pay(business, former.ledgerId, 20);
    await callLedger(business, 'PUT', `/CreditNotes/${note.former.ledgerId}/Allocations`, {
      Allocations: [{ Amount: 30, Date: '2026-11-12', Invoice: { InvoiceID: former.ledgerId } }],
    });
    await look(business);
    expect((await viewOf(business, item))?.afterwards?.settlements).toHaveLength(3);
    await unpublish(business, item);
    await drainToTheEnd(business);
    expect(await billsAtLedger(business, item.reference)).toMatchObject([{ status: 'VOIDED' }]);
    const events = await db.itemEvent.findMany({ where: { itemId: item.id, kind: 'settlementTakenBack' } });
    expect(events).toHaveLength(3);
    // The note can be used again.
    await look(business);
    expect((await viewOf(business, note.item))?.inBooks).toMatchObject({ status: 'AUTHORISED', settlements: [] });
  });

  test.each([
    ['is reconciled', { IsReconciled: true }, 'reconciled with the bank'],
    ['came since', null, 'that was not shown'],
  ] as const)('with a payment that %s changes nothing, and says why', async (_, payment, words) => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business);
    await pay(business, former.ledgerId, 30);
    if (payment) await pay(business, former.ledgerId, 50, payment);
    await look(business);
    if (!payment) await pay(business, former.ledgerId, 50);
    await unpublish(business, item);
    await drainToTheEnd(business);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'REJECTED' });
    await look(business);
    const view = await viewOf(business, item);
    expect(view).toMatchObject({ isPublished: true, inBooks: { status: 'PART_PAID' } });
    expect(view?.inBooks?.settlements).toHaveLength(2);
    expect(view?.afterwards?.refusal[0]?.message).toContain(words);
    // Once one of them is gone there, so is the reason.
    const [paid] = await db.publication.findMany({ where: { itemId: item.id, state: 'COMPLETE' } });
    const { Invoices } = await callLedger<{ Invoices: { Payments: { PaymentID: string }[] }[] }>(
      business,
      'GET',
      `/Invoices/${paid?.ledgerId}`,
    );
    await callLedger(business, 'POST', `/Payments/${Invoices[0]?.Payments[0]?.PaymentID}`, { Status: 'DELETED' });
    await look(business);
    expect((await viewOf(business, item))?.afterwards?.refusal).toEqual([]);
  });

  test('of a locked period is refused by the books, and says so', async () => {
    const business = await aConnectedBusiness();
    const { item } = await aPublishedItem(business);
    await control('PATCH', `/organisations/${business.organisationId}`, { endOfYearLockDate: '2026-11-30' });
    await unpublish(business, item);
    await drainToTheEnd(business);
    expect(await counting(business, item)).toHaveLength(1);
    expect((await viewOf(business, item))?.afterwards?.refusal).toMatchObject([{ code: 'periodLocked' }]);
    const readAgain = (endOfYearLockOn: Date | null) =>
      db.connection.update({
        where: { id: business.connectionId },
        data: { endOfYearLockOn, listsAsOf: { ORGANISATION: new Date().toISOString() } },
      });
    await readAgain(new Date('2026-11-30'));
    expect((await viewOf(business, item))?.afterwards?.refusal).toHaveLength(1);
    await readAgain(null);
    expect((await viewOf(business, item))?.afterwards?.refusal).toEqual([]);
  });

  test('by a page that shows other payments than there are asks nothing of the books', async () => {
    const business = await aConnectedBusiness();
    const { former } = await aPublishedItem(business);
    await pay(business, former.ledgerId, 50);
    await look(business);
    const asked = await changePublished(business.scope, former.id, { wish: 'end', settlements: [] });
    expect(asked).toMatchObject({ error: { code: 'changed' } });
  });
});

describe('a correction', () => {
  test.each(['DRAFT', 'SUBMITTED', 'AUTHORISED'] as const)(
    'of a bill that is %s and not paid is made in place',
    async (publishAs) => {
      const business = await aConnectedBusiness();
      const { item, former } = await aPublishedItem(business, { publishAs });
      await correct(business, item);
      expect(await counting(business, item)).toMatchObject([{ total: 120 }]);
      expect(await sendCorrection(business, item)).toMatchObject({ ok: true });
      await drainToTheEnd(business);
      expect(await billsAtLedger(business, item.reference)).toMatchObject([{ id: former.ledgerId, total: 90 }]);
      const view = await viewOf(business, item);
      expect(view).toMatchObject({ isPublished: true, afterwards: { correction: null } });
      const locked = await editItem(business.scope, { itemId: item.id, revision: 2, changes: { total: '80.00' } });
      expect(locked).toMatchObject({ error: { code: 'locked' } });
    },
  );

  test.each([
    ['that is paid', {}, true],
    ['into a draft', { publishAs: 'DRAFT' }, false],
  ] as const)('of an approved bill %s is one step: ended, and published anew', async (_, changes, isPaid) => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business);
    if (isPaid) await pay(business, former.ledgerId, 120);
    await look(business);
    await correct(business, item, changes);
    expect((await viewOf(business, item))?.afterwards).toMatchObject({ change: { isAnew: true }, end: 'VOID' });
    expect(await sendCorrection(business, item)).toMatchObject({ ok: true });
    await drainToTheEnd(business);
    const bills = await billsAtLedger(business, item.reference);
    expect(bills.find(({ id }) => id === former.ledgerId)).toMatchObject({ status: 'VOIDED' });
    expect(await counting(business, item)).toMatchObject([
      { total: 90, status: isPaid ? 'AUTHORISED' : 'DRAFT', hasAttachments: true },
    ]);
    expect(await viewOf(business, item)).toMatchObject({ isPublished: true });
    expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ place: 'ARCHIVE' });
  });

  test('that is given up leaves item and books as they were', async () => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business);
    await correct(business, item);
    expect(await endCorrection(business.scope, former.id)).toMatchObject({ ok: true });
    const restored = await db.item.findUniqueOrThrow({ where: { id: item.id } });
    expect(restored.total?.toFixed(2)).toBe('120.00');
    expect((await viewOf(business, item))?.afterwards).toMatchObject({ correction: null });
    expect(await counting(business, item)).toMatchObject([{ total: 120 }]);
  });

  test('on a revision that somebody else has changed is not sent', async () => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business);
    await correct(business, item);
    const wish = { wish: 'change', settlements: [], isAnew: false, revision: item.revision } as const;
    expect(await changePublished(business.scope, former.id, wish)).toMatchObject({ error: { code: 'changed' } });
  });

  test('that is refused once its bill has ended leaves the item in the inbox with the reason, and nothing twice', async () => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business);
    await pay(business, former.ledgerId, 120);
    await look(business);
    await correct(business, item);
    await sendCorrection(business, item);
    await control('PATCH', `/organisations/${business.organisationId}/accounts/429`, { Status: 'ARCHIVED' });
    await drainToTheEnd(business);
    expect(await counting(business, item)).toEqual([]);
    expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({
      place: 'INBOX',
      status: 'REFUSED',
    });
  });

  test('asked for five times at once, by two people, is made once', async () => {
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business);
    await pay(business, former.ledgerId, 120);
    await look(business);
    await correct(business, item);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => sendCorrection(business, item)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await Promise.all([drainOnce(business), drainOnce(business)]);
    await drainToTheEnd(business);
    expect(await counting(business, item)).toHaveLength(1);
    expect(await billsAtLedger(business, item.reference)).toHaveLength(2);
  });
});

describe('while a paid bill is ended and published anew', () => {
  const writes = [
    ['taking the payment back', 'POST', '/Payments/'],
    ['ending the bill', 'POST', '/Invoices/'],
    ['the new bill', 'PUT', '/Invoices'],
  ] as const;
  const losses = ['drop-before', 'drop-after'] as const;
  const pauses = [
    ['at once', 0],
    ['once its key is over', 10 * 60],
  ] as const;
  // How the other two are settled whenever they are is told where they are sent alone.
  const cases = writes
    .flatMap(([what, method, path]) =>
      losses.flatMap((kind) => pauses.map(([when, seconds]) => [what, kind, when, method, path, seconds] as const)),
    )
    .filter(([what, kind, , , , seconds]) => what === writes[0][0] || (kind === 'drop-after' && seconds > 0));

  test.each(cases)('a lost answer to %s (%s), settled %s, makes nothing twice', async (...lost) => {
    const [, kind, , method, path, seconds] = lost;
    const business = await aConnectedBusiness();
    const { item, former } = await aPublishedItem(business);
    await pay(business, former.ledgerId, 120);
    await look(business);
    await correct(business, item);
    await fault(business, { kind, method, path, remaining: 1 });
    await sendCorrection(business, item);
    await drainOnce(business);
    if (seconds > 0) await letTimePass(business, seconds);
    await drainToTheEnd(business);
    expect(await counting(business, item)).toMatchObject([{ total: 90, status: 'AUTHORISED' }]);
    expect(await billsAtLedger(business, item.reference)).toHaveLength(2);
    expect(await viewOf(business, item)).toMatchObject({ isPublished: true });
  });
});

describe('what is published elsewhere than among bills', () => {
  const revenue = { workspace: 'SALES', accountCode: '200', taxType: 'OUTPUT2' } as const;

  test('money spent from a bank account is corrected in place, and deleted when it is unpublished', async () => {
    const business = await aConnectedBusiness();
    const card = await aMethod(business, '090');
    const item = await anItem(business, {
      publishTo: 'BANK_ACCOUNT',
      ...paidBy(business, card, ['120.00', '2026-11-05']),
    });
    await publish(business, [item]);
    await drainToTheEnd(business);
    await look(business);
    expect(await viewOf(business, item)).toMatchObject({
      inBooks: { status: 'AUTHORISED', name: 'Bank payment', edits: [] },
      afterwards: { end: 'DELETE', settlements: [] },
    });
    await unpublish(business, item);
    await drainToTheEnd(business);
    expect(await booksOf(business, 'bankTransactions')).toMatchObject([{ status: 'DELETED' }]);
    expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ place: 'INBOX' });
  });

  test('a paid invoice that is corrected is published anew with its payment, once what is paid is known', async () => {
    const business = await aConnectedBusiness();
    const card = await aMethod(business, '090');
    const item = await anItem(business, { ...revenue, ...paidBy(business, card, ['50.00', '2026-11-05']) });
    await publish(business, [item]);
    await drainToTheEnd(business);
    // Right after it was published, nobody has seen the payment in the books.
    expect(await unpublish(business, item)).toMatchObject({ error: { code: 'notSeen' } });
    await look(business);
    await correct(business, item);
    // The number of what is void stays taken there.
    expect(await sendCorrection(business, item)).toMatchObject({ error: { code: 'numberKept' } });
    const { revision } = await db.item.findUniqueOrThrow({ where: { id: item.id } });
    await editItem(business.scope, { itemId: item.id, revision, changes: { reference: `${item.reference}-A` } });
    expect(await sendCorrection(business, item)).toMatchObject({ ok: true });
    await drainToTheEnd(business);
    const invoices = await booksOf<{ number: string; status: string; total: number; amountPaid: number }>(
      business,
      'invoices',
    );
    const ours = invoices.filter(({ number }) => number.startsWith(item.reference ?? ''));
    expect(ours.map(({ status, total, amountPaid }) => `${status} ${total} ${amountPaid}`).sort()).toEqual([
      'AUTHORISED 90 50',
      'VOIDED 120 0',
    ]);
  });
});
