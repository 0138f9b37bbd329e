import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import { archiveQuerySchema } from '#lib/inbox/inbox-query.ts';
import { listArchive } from '#lib/inbox/list-archive.ts';
import { bringBackGone } from '#lib/publishing/bring-back-gone.ts';
import { followDocuments } from '#lib/publishing/life/follow-documents.ts';
import { startDuePolls } from '#lib/publishing/life/start-due-polls.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import {
  aConnectedBusiness,
  anItem,
  billRequests,
  type Call,
  type ConnectedBusiness,
  callLedger,
  drainToTheEnd,
  fault,
  type ItemValues,
  newestPublication,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

async function aPublishedItem(business: ConnectedBusiness, values: ItemValues = {}) {
  const item = await anItem(business, values);
  await publish(business, [item]);
  await drainToTheEnd(business);
  return { item, id: (await newestPublication(item.id)).ledgerId ?? '' };
}

const follow = ({ connectionId }: ConnectedBusiness) => followDocuments(connectionId, new AbortController().signal);

const viewOf = async ({ scope }: ConnectedBusiness, itemId: string) =>
  (await loadPublications(scope, [itemId])).get(itemId)?.inBooks ?? null;

const pay = (business: ConnectedBusiness, ledgerId: string, amount: number) =>
  callLedger<{ Payments: { PaymentID: string }[] }>(business, 'PUT', '/Payments', {
    Invoice: { InvoiceID: ledgerId },
    Account: { Code: '090' },
    Date: '2026-11-12',
    Amount: amount,
  });

const toldOf = async ({ scope }: ConnectedBusiness, itemId: string) =>
  (await itemHistory(scope, itemId)).flatMap(({ who, what, notes }) => (who === 'Xero' ? [{ what, notes }] : []));

const readsOf = async ({ organisationId }: ConnectedBusiness) => {
  const query = new URLSearchParams({ method: 'GET', path: '/Invoices', tenantId: organisationId });
  return (await control<{ calls: Call[] }>('GET', `/log?${query}`)).calls;
};

describe('what becomes of a bill in the books', () => {
  test('comes back: approved, part paid, paid, and each payment that is taken back', async () => {
    const business = await aConnectedBusiness();
    const { item, id } = await aPublishedItem(business, { publishAs: 'DRAFT' });
    await follow(business);
    expect(await viewOf(business, item.id)).toMatchObject({ status: 'DRAFT', name: 'Draft', edits: [] });

    await callLedger(business, 'POST', `/Invoices/${id}`, { Status: 'AUTHORISED', DueDate: '2026-12-20' });
    await follow(business);
    expect(await viewOf(business, item.id)).toMatchObject({ status: 'AUTHORISED', name: 'Awaiting payment' });
    await pay(business, id, 50);
    await follow(business);
    expect(await viewOf(business, item.id)).toMatchObject({
      status: 'PART_PAID',
      settlements: ['Paid 50.00 on 12 Nov 2026'],
    });
    const { Payments } = await pay(business, id, 70);
    await follow(business);
    expect(await viewOf(business, item.id)).toMatchObject({ status: 'PAID', name: 'Paid' });
    await callLedger(business, 'POST', `/Payments/${Payments[0]?.PaymentID}`, { Status: 'DELETED' });
    await follow(business);
    expect(await viewOf(business, item.id)).toMatchObject({ status: 'PART_PAID' });

    const told = (await toldOf(business, item.id)).toReversed();
    expect(told.map(({ what }) => what)).toEqual([
      'has it as Awaiting payment now',
      'has it as Part paid now',
      'has it as Paid now',
      'has it as Part paid now',
    ]);
    expect(told.at(-1)?.notes).toEqual(['Taken back: paid 70.00 on 12 Nov 2026']);
  });

  test('comes back of a credit note too, with what it is allocated to', async () => {
    const business = await aConnectedBusiness();
    const { item, id } = await aPublishedItem(business, { type: 'CREDIT_NOTE' });
    const bill = await aPublishedItem(business, { reference: 'INV-2' });
    await callLedger(business, 'PUT', `/CreditNotes/${id}/Allocations`, {
      Allocations: [{ Amount: 20, Date: '2026-11-12', Invoice: { InvoiceID: bill.id } }],
    });
    await follow(business);
    const credited = { status: 'PART_PAID', settlements: ['Credited 20.00 on 12 Nov 2026'] };
    expect(await viewOf(business, item.id)).toMatchObject(credited);
    expect(await viewOf(business, bill.item.id)).toMatchObject(credited);
  });

  test('tells what was changed there, in the names of the books, and nothing of what is as it was sent', async () => {
    const business = await aConnectedBusiness();
    const { item, id } = await aPublishedItem(business);
    const other = await aPublishedItem(business, { reference: 'INV-2' });
    await callLedger(business, 'POST', `/Invoices/${id}`, {
      LineAmountTypes: 'Inclusive',
      LineItems: [{ Description: 'Wine', Quantity: 1, UnitAmount: 90, TaxType: 'INPUT2', AccountCode: '445' }],
    });
    await follow(business);
    const { edits } = (await viewOf(business, item.id)) ?? { edits: [] };
    expect(edits).toContain('Total: sent 120.00, now 90.00');
    expect(edits).toContainEqual(expect.stringMatching(/^Category: sent .*429 - .*, now .*445 - /));
    expect((await viewOf(business, other.item.id))?.edits).toEqual([]);
    expect((await toldOf(business, item.id)).map(({ what }) => what)).toEqual(['has a change of it']);
  });

  test('is a column and a filter of the archive', async () => {
    const business = await aConnectedBusiness();
    const [paid, gone, open] = [
      await aPublishedItem(business, { reference: 'P' }),
      await aPublishedItem(business, { reference: 'G' }),
      await aPublishedItem(business, { reference: 'O' }),
    ];
    await pay(business, paid.id, 120);
    await callLedger(business, 'POST', `/Invoices/${gone.id}`, { Status: 'VOIDED' });
    await follow(business);
    const found = async (books: string) =>
      (
        await listArchive(business.scope, 'COSTS', archiveQuerySchema.parse({ search: '', where: { books } }), {
          after: null,
          limit: 10,
        })
      ).rows.map(({ id, publication }) => [id, publication?.inBooks?.name ?? publication?.status]);
    expect(await found('paid')).toEqual([[paid.item.id, 'Paid']]);
    expect(await found('gone')).toEqual([[gone.item.id, 'Voided']]);
    expect(await found('approved')).toEqual([[open.item.id, 'Awaiting payment']]);
    expect(await found('edited')).toEqual([]);
  });
});

describe('an item whose bill ended in the books', () => {
  test.each([
    ['AUTHORISED', 'VOIDED'],
    ['DRAFT', 'DELETED'],
  ] as const)(
    'as %s is brought back once, and published anew as one bill that counts (%s)',
    async (publishAs, status) => {
      const business = await aConnectedBusiness();
      const { item, id } = await aPublishedItem(business, { publishAs });
      const { id: publicationId } = await newestPublication(item.id);
      expect(await bringBackGone(business.scope, publicationId)).toMatchObject({ error: { code: 'notGone' } });
      await callLedger(business, 'POST', `/Invoices/${id}`, { Status: status });
      await follow(business);
      await follow(business);
      expect(await db.notice.findMany({ where: { itemId: item.id }, select: { kind: true, text: true } })).toEqual([
        { kind: 'goneFromBooks', text: `It was ${status.toLowerCase()} in Xero.` },
      ]);
      const back = await Promise.all([1, 2].map(() => bringBackGone(business.scope, publicationId)));
      expect(back.map(({ ok }) => ok).sort()).toEqual([false, true]);
      expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({
        place: 'INBOX',
        status: 'READY',
      });
      expect(await publish(business, [item])).toMatchObject([{ outcome: 'queued' }]);
      await drainToTheEnd(business);
      expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE' });
      expect(await billRequests(business)).toHaveLength(2);
      const stranger = await aConnectedBusiness();
      expect(await bringBackGone(stranger.scope, publicationId)).toMatchObject({ error: { code: 'notGone' } });
    },
  );
});

test('what was published by itself and ended in the books is told to the admins, or to whoever owns it', async () => {
  const business = await aConnectedBusiness();
  const [own, other] = [await aPublishedItem(business), await aPublishedItem(business, { reference: 'INV-2' })];
  const { userId, name } = business.scope.actor;
  await db.publication.updateMany({ data: { requestedByKind: 'RULE', requestedById: randomUUID() } });
  const bob = await db.user.create({ data: { name: 'Bob', email: `${randomUUID()}@example.test` } });
  const { businessId } = business.scope;
  await db.membership.create({ data: { businessId, userId: bob.id, role: 'BOOKKEEPER' } });
  const { id: ownerId } = await db.owner.findFirstOrThrow({ where: { businessId, userId: bob.id } });
  await db.item.update({ where: { id: own.item.id }, data: { ownerId } });
  for (const { id } of [own, other]) await callLedger(business, 'POST', `/Invoices/${id}`, { Status: 'VOIDED' });
  await follow(business);
  const told = async (itemId: string) =>
    (await db.notice.findMany({ where: { itemId }, select: { user: { select: { name: true } } } })).map(
      ({ user }) => user.name,
    );
  expect(await told(own.item.id)).toEqual(['Bob']);
  expect(await told(other.item.id)).toEqual([name]);
  expect(userId).not.toBe(bob.id);
});

describe('reading the books', () => {
  test('costs one call of each kind that is published, and none where nothing can change any more', async () => {
    const business = await aConnectedBusiness();
    const { id } = await aPublishedItem(business);
    await follow(business);
    expect(await readsOf(business)).toHaveLength(1);
    await callLedger(business, 'POST', `/Invoices/${id}`, { Status: 'VOIDED' });
    await follow(business);
    await follow(business);
    expect(await readsOf(business)).toHaveLength(2);
  });

  test('finds by a look at each what the ledger has told nothing of', async () => {
    const business = await aConnectedBusiness();
    const { item, id } = await aPublishedItem(business);
    await pay(business, id, 120);
    // As if the change lay before all that is asked for.
    await db.documentWatch.create({
      data: { connectionId: business.connectionId, cursors: { BILL: '2099-01-01T00:00:00.000Z' } },
    });
    await follow(business);
    expect(await viewOf(business, item.id)).toBeNull();
    await db.publication.updateMany({ where: { itemId: item.id }, data: { lookAt: new Date(0) } });
    await follow(business);
    expect(await viewOf(business, item.id)).toMatchObject({ status: 'PAID' });
  });

  test('waits for the ledger when that takes no calls, and takes nothing for gone', async () => {
    const business = await aConnectedBusiness();
    const { item } = await aPublishedItem(business);
    await fault(business, { kind: 'status', status: 503, method: 'GET', path: '/Invoices', remaining: 1 });
    await expect(follow(business)).rejects.toBeInstanceOf(Postponed);
    await follow(business);
    expect(await viewOf(business, item.id)).toMatchObject({ status: 'AUTHORISED' });
  });

  test('is due every quarter of an hour, and at once where something was asked about', async () => {
    const business = await aConnectedBusiness();
    await aPublishedItem(business);
    const { connectionId } = business;
    await db.documentWatch.updateMany({ data: { polledAt: new Date(), askedAt: null } });
    await follow(business);
    expect(await startDuePolls()).toBe(0);
    await db.documentWatch.update({ where: { connectionId }, data: { askedAt: new Date() } });
    expect(await startDuePolls()).toBe(1);
    await follow(business);
    expect(await startDuePolls()).toBe(0);
    await db.documentWatch.update({
      where: { connectionId },
      data: { polledAt: new Date(Date.now() - 16 * 60_000) },
    });
    expect(await startDuePolls()).toBe(1);
  });

  test('by two workers at once is done by one', async () => {
    const business = await aConnectedBusiness();
    await aPublishedItem(business);
    await Promise.all([follow(business), follow(business)]);
    expect(await readsOf(business)).toHaveLength(1);
  });
});
