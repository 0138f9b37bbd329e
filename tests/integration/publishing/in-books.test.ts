import { afterEach, describe, expect, test } from 'vitest';
import { confirmProblem } from '#lib/coding/confirm-problem.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { reviewItems } from '#lib/coding/review-items.ts';
import { accessToken } from '#lib/connections/access-token.ts';
import { db } from '#lib/db.ts';
import type { ItemFilters } from '#lib/domain/inbox-choices.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import { attachToBooks, detachFromBooks } from '#lib/publishing/attach-to-books.ts';
import { mirrorBooks } from '#lib/publishing/books/mirror-books.ts';
import { startDueMirrors } from '#lib/publishing/books/start-due-mirrors.ts';
import { bringBackGone } from '#lib/publishing/bring-back-gone.ts';
import { changePublished } from '#lib/publishing/change-published.ts';
import { beginCorrection } from '#lib/publishing/correcting.ts';
import { followDocuments } from '#lib/publishing/life/follow-documents.ts';
import { publishItems } from '#lib/publishing/publish-items.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import {
  aConnectedBusiness,
  anItem,
  billsAtLedger,
  type Call,
  type ConnectedBusiness,
  callLedger,
  drainOnce,
  drainToTheEnd,
  fault,
  filesAtLedger,
  type ItemValues,
  letTimePass,
  newestPublication,
  publish,
  refreshed,
  uploadRequests,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { people } from '#tests/support/visit-ledger.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

async function mirror({ scope: { businessId }, connectionId }: ConnectedBusiness): Promise<void> {
  await mirrorBooks(connectionId, new AbortController().signal);
  const { reviewDueAt } = await db.business.findUniqueOrThrow({ where: { id: businessId } });
  if (reviewDueAt) await reviewItems(businessId, new AbortController().signal);
}

/** A bill that somebody enters in the books by hand, of the supplier that items of tests have. */
async function aBillThere(business: ConnectedBusiness, values: object = {}): Promise<string> {
  const { connectionId } = business;
  const contact = await db.contact.findFirstOrThrow({
    where: { connectionId, isArchived: false },
    orderBy: { name: 'asc' },
  });
  const { Invoices } = await callLedger<{ Invoices: { InvoiceID: string }[] }>(business, 'PUT', '/Invoices', {
    ...{ Type: 'ACCPAY', Status: 'AUTHORISED', Contact: { ContactID: contact.ledgerId }, InvoiceNumber: 'INV-1' },
    ...{ Date: '2026-11-02', DueDate: '2026-12-02', LineAmountTypes: 'Inclusive' },
    LineItems: [{ Description: 'By hand', Quantity: 1, UnitAmount: 120, AccountCode: '429', TaxType: 'INPUT2' }],
    ...values,
  });
  return Invoices[0]?.InvoiceID ?? '';
}

/** A file that somebody attaches there by hand. */
async function putFile({ connectionId, organisationId }: ConnectedBusiness, ledgerId: string, name: string) {
  const { grantId } = await db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  const token = await accessToken(grantId ?? '');
  const address = `${process.env.XERO_API_URL}/api.xro/2.0/Invoices/${ledgerId}/Attachments/${encodeURIComponent(name)}`;
  const response = await fetch(address, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${token.ok ? token.value : ''}`,
      ...{ 'xero-tenant-id': organisationId, accept: 'application/json', 'content-type': 'application/pdf' },
    },
    body: '%PDF-1.4 by hand',
  });
  expect(response.status).toBe(200);
}

const setting = ({ scope }: ConnectedBusiness, booksDuplicates: 'WARN' | 'STOP' | 'OFF') =>
  db.business.update({ where: { id: scope.businessId }, data: { booksDuplicates } });

async function view({ scope }: ConnectedBusiness, { number }: { number: number }) {
  const item = await getItem(scope, 'COSTS', number);
  if (!item) throw new Error(`No item ${number}`);
  return item;
}

const filtered = async ({ scope }: ConnectedBusiness, where: ItemFilters) =>
  (await listInbox(scope, 'COSTS', inboxQuerySchema.parse({ where }), { after: null, limit: 50 })).rows;

const readsOf = async ({ organisationId }: ConnectedBusiness, path: string) => {
  const query = new URLSearchParams({ method: 'GET', path, tenantId: organisationId });
  return (await control<{ calls: Call[] }>('GET', `/log?${query}`)).calls;
};

describe('a bill that somebody entered in the books by hand', () => {
  test('is told of beside the item that is like it, keeps nothing from being published, and can be filtered by', async () => {
    const business = await aConnectedBusiness();
    const [item, other] = [await anItem(business), await anItem(business, { reference: 'Another' })];
    await mirror(business);
    const ledgerId = await aBillThere(business);
    await mirror(business);

    expect(await view(business, item)).toMatchObject({
      problems: [],
      alikeInBooks: {
        question: ledgerId,
        documents: [{ ledgerId, likelihood: 'likely', total: '120.00', number: 'INV-1' }],
      },
    });
    expect((await view(business, other)).alikeInBooks).toBeNull();
    const [row] = await filtered(business, { duplicate: 'books' });
    expect(row).toMatchObject({ id: item.id, status: 'READY' });
    expect(row?.inBooks).toContain('of the same supplier, is in the books already');
    expect((await filtered(business, { duplicate: 'no' })).map(({ id }) => id)).toEqual([other.id]);
    // Whoever wants to be asked first is.
    const asked = [item, other].map(({ id, revision }) => ({ itemId: id, revision }));
    expect(await publishItems(business.scope, asked, { asks: true })).toMatchObject({
      value: [{ outcome: 'inBooks' }, { outcome: 'queued' }],
    });
    expect(await publish(business, [item])).toMatchObject([{ outcome: 'queued' }]);
  });

  test('is another once somebody says so, and the next one like it is asked about again', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    const first = await aBillThere(business);
    await mirror(business);
    const confirm = (question: string) =>
      confirmProblem(business.scope, { itemId: item.id, code: 'inBooks', question });
    expect(await confirm('another question')).toMatchObject({ ok: false, error: { code: 'changed' } });
    expect(await confirm(first)).toMatchObject({ ok: true });
    expect((await view(business, item)).alikeInBooks).toBeNull();
    expect(await filtered(business, { duplicate: 'books' })).toEqual([]);

    const second = await aBillThere(business, { InvoiceNumber: 'inv 01' });
    await mirror(business);
    expect((await view(business, item)).alikeInBooks?.documents.map(({ ledgerId }) => ledgerId)).toEqual([second]);
  });

  test('is told of no more once it is voided there, or the item is another', async () => {
    const business = await aConnectedBusiness();
    const [item, edited] = [await anItem(business), await anItem(business, { reference: 'INV-1' })];
    const id = await aBillThere(business);
    await mirror(business);
    expect(await filtered(business, { duplicate: 'books' })).toHaveLength(2);
    await editItem(business.scope, { itemId: edited.id, revision: edited.revision, changes: { reference: 'INV-9' } });
    expect((await filtered(business, { duplicate: 'books' })).map((row) => row.id)).toEqual([item.id]);
    await callLedger(business, 'POST', `/Invoices/${id}`, { Status: 'VOIDED' });
    await mirror(business);
    expect(await filtered(business, { duplicate: 'books' })).toEqual([]);
  });

  test('is not what was published from here: that is another question', async () => {
    const business = await aConnectedBusiness();
    const first = await anItem(business);
    await publish(business, [first]);
    await drainToTheEnd(business);
    await mirror(business);
    const again = await anItem(business, { reference: first.reference });
    expect(await view(business, again)).toMatchObject({ alikeInBooks: null, problems: [{ code: 'duplicate' }] });
  });
});

describe('where the business wants to be stopped', () => {
  test('an item is to review, and goes out once somebody has said that it is another', async () => {
    const business = await aConnectedBusiness();
    await setting(business, 'STOP');
    const item = await anItem(business);
    const ledgerId = await aBillThere(business);
    await mirror(business);
    expect(await view(business, item)).toMatchObject({ status: 'TO_REVIEW', problems: [{ code: 'inBooks' }] });
    expect(await publish(business, [item])).toMatchObject([{ outcome: 'notReady' }]);
    await confirmProblem(business.scope, { itemId: item.id, code: 'inBooks', question: ledgerId });
    await publish(business, [item]);
    await drainToTheEnd(business);
    expect(await billsAtLedger(business, 'INV-1')).toHaveLength(2);
  });

  test.each(['with a mirror', 'before the first reading of the books'])(
    'what was entered since is found before anything is sent, %s',
    async (when) => {
      const business = await aConnectedBusiness();
      await setting(business, 'STOP');
      if (when === 'with a mirror') {
        await mirror(business);
        await db.bookMirror.updateMany({ data: { readAt: new Date('2026-11-01') } });
      }
      const [item, other] = [await anItem(business), await anItem(business)];
      await aBillThere(business);
      await publish(business, [item, other]);
      await drainToTheEnd(business);
      expect(await newestPublication(item.id)).toMatchObject({ state: 'REJECTED', reasons: [{ code: 'inBooks' }] });
      expect(await newestPublication(other.id)).toMatchObject({ state: 'COMPLETE' });
      expect(await billsAtLedger(business, 'INV-1')).toHaveLength(1);
      // Neither is it stopped for ever: the reason is that of the item's own page.
      expect(await view(business, item)).toMatchObject({ problems: [{ code: 'inBooks' }], status: 'REFUSED' });
    },
  );

  test('bills that are sent within some minutes spend three calls on it together', async () => {
    const business = await aConnectedBusiness();
    await setting(business, 'STOP');
    await mirror(business);
    await db.bookMirror.updateMany({ data: { readAt: new Date('2026-11-01') } });
    const before = (await readsOf(business, '/')).length;
    for (let each = 0; each < 3; each++) {
      await publish(business, [await anItem(business, { original: null })]);
      await drainToTheEnd(business);
    }
    expect((await readsOf(business, '/')).length - before).toBe(3);
  });
});

describe('an item that is attached to what the books have already', () => {
  async function aFoundBill(values: ItemValues = {}) {
    const business = await aConnectedBusiness();
    const item = await anItem(business, values);
    const ledgerId = await aBillThere(business);
    await mirror(business);
    const attach = () => attachToBooks(business.scope, { itemId: item.id, revision: item.revision, ledgerId });
    return { business, item, ledgerId, attach };
  }

  test('is archived as published to it, with its file there, and nothing is posted', async () => {
    const { business, item, ledgerId, attach } = await aFoundBill();
    expect(await attach()).toMatchObject({ ok: true });
    await drainToTheEnd(business);
    expect(await filesAtLedger(business, ledgerId)).toMatchObject([{ fileName: 'Item-1-Invoice-Marz.pdf' }]);
    expect(await billsAtLedger(business, 'INV-1')).toMatchObject([{ id: ledgerId, total: 120 }]);
    expect(await view(business, item)).toMatchObject({
      ...{ place: 'ARCHIVE', alikeInBooks: null },
      publication: {
        ...{ isPublished: true, isAttached: true, ledgerNumber: 'INV-1', afterwards: null },
        notice: { phase: 'published', label: 'Attached' },
      },
    });
    expect((await itemHistory(business.scope, item.id)).map(({ what }) => what)).toEqual([
      'attached Item 1 Invoice März.pdf',
      'said that the books have it already, and attached it to the bill there',
    ]);
  });

  test('leaves what somebody attached there by hand under the same name', async () => {
    const { business, ledgerId, attach } = await aFoundBill();
    await putFile(business, ledgerId, 'Invoice-Marz.pdf');
    await attach();
    await drainToTheEnd(business);
    expect((await filesAtLedger(business, ledgerId)).map(({ fileName }) => fileName).sort()).toEqual([
      'Invoice-Marz.pdf',
      'Item-1-Invoice-Marz.pdf',
    ]);
  });

  test('has its file there once when the answer got lost', async () => {
    const { business, item, ledgerId, attach } = await aFoundBill();
    await fault(business, { kind: 'drop-after', method: 'PUT', path: '/Attachments/', remaining: 1 });
    await attach();
    await drainOnce(business);
    // Meanwhile nothing can be taken back.
    const { id } = await newestPublication(item.id);
    expect(await detachFromBooks(business.scope, id)).toMatchObject({ ok: false, error: { code: 'underWay' } });
    await letTimePass(business, 10 * 60);
    await drainToTheEnd(business);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', attachments: [{ state: 'DONE' }] });
    expect(await uploadRequests(business)).toHaveLength(1);
    expect(await filesAtLedger(business, ledgerId)).toHaveLength(1);
  });

  test('comes back, before or after its file is there, and can be published', async () => {
    const { business, item, ledgerId, attach } = await aFoundBill();
    const detach = async () => detachFromBooks(business.scope, (await newestPublication(item.id)).id);
    await attach();
    expect(await detach()).toEqual({ ok: true, value: { filesLeft: 0 } });
    await drainToTheEnd(business);
    expect(await filesAtLedger(business, ledgerId)).toEqual([]);
    expect(await view(business, item)).toMatchObject({ place: 'INBOX', alikeInBooks: { question: ledgerId } });
    await attach();
    await drainToTheEnd(business);
    expect(await detach()).toEqual({ ok: true, value: { filesLeft: 1 } });
    expect(await detach()).toMatchObject({ ok: false, error: { code: 'notAttached' } });
    expect(await publish(business, [item])).toMatchObject([{ outcome: 'queued' }]);
  });

  test('is followed in the books like what was published, and never changed or voided from here', async () => {
    const { business, item, ledgerId, attach } = await aFoundBill();
    await attach();
    await drainToTheEnd(business);
    await followDocuments(business.connectionId, new AbortController().signal);
    const { id } = await newestPublication(item.id);
    expect((await view(business, item)).publication?.inBooks).toMatchObject({ status: 'AUTHORISED', edits: [] });
    expect(await beginCorrection(business.scope, id)).toMatchObject({ ok: false });
    expect(await changePublished(business.scope, id, { wish: 'end', settlements: [] })).toMatchObject({
      ok: false,
      error: { code: 'notOurs' },
    });
    await callLedger(business, 'POST', `/Invoices/${ledgerId}`, { Status: 'VOIDED' });
    await db.publication.update({ where: { id }, data: { lookAt: new Date() } });
    await followDocuments(business.connectionId, new AbortController().signal);
    expect((await view(business, item)).publication?.notice).toMatchObject({ phase: 'gone' });
    expect(await bringBackGone(business.scope, id)).toMatchObject({ ok: true });
  });

  test('is refused where the item or the document is another by now', async () => {
    const { business, item, ledgerId, attach } = await aFoundBill();
    await editItem(business.scope, { itemId: item.id, revision: item.revision, changes: { description: 'Other' } });
    expect(await attach()).toMatchObject({ ok: false, error: { code: 'changed' } });
    const current = { itemId: item.id, revision: item.revision + 1 };
    const unknown = await attachToBooks(business.scope, { ...current, ledgerId: 'none' });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'gone' } });
    const other = await aConnectedBusiness();
    expect(await attachToBooks(other.scope, { ...current, ledgerId })).toMatchObject({
      ok: false,
      error: { code: 'missing' },
    });
    await publish(business, [{ ...item, revision: item.revision + 1 }]);
    expect(await attachToBooks(business.scope, { ...current, ledgerId })).toMatchObject({
      ok: false,
      error: { code: 'underWay' },
    });
  });
});

test('a plan that approves few bills a month is told of before it refuses, with the draft that it takes', async () => {
  const business = await aConnectedBusiness();
  const { organisationId, connectionId, scope } = business;
  await control('PATCH', `/organisations/${organisationId}`, { plan: 'STARTER', approvalsPerMonth: 5 });
  await db.connection.update({ where: { id: connectionId }, data: { plan: 'STARTER' } });
  for (let each = 1; each <= 5; each++) await aBillThere(business, { InvoiceNumber: `HAND-${each}` });
  const item = await anItem(business, { reference: 'SIXTH', total: '60.00', taxAmount: '10.00' });
  const earlier = await anItem(business, { issuedOn: new Date('2026-10-30'), reference: 'OCTOBER' });
  await mirror(business);
  expect(await view(business, item)).toMatchObject({
    status: 'TO_REVIEW',
    problems: [
      { code: 'approvalLimit', field: 'publishAs', message: expect.stringContaining('approves 5 bills a month') },
    ],
  });
  expect((await view(business, earlier)).problems).toEqual([]);
  await editItem(scope, { itemId: item.id, revision: item.revision, changes: { publishAs: 'DRAFT' } });
  await publish(business, [{ ...item, revision: item.revision + 1 }]);
  await drainToTheEnd(business);
  expect(await billsAtLedger(business, 'SIXTH')).toMatchObject([{ status: 'DRAFT' }]);
});

test('a role that may not approve is told of before it refuses, and publishes for others to approve', async () => {
  const business = await aConnectedBusiness();
  const { organisationId, connectionId, scope } = business;
  const role = async (name: string) => {
    await control('POST', `/organisations/${organisationId}/members`, { email: people.amelia, role: name });
    await startRefresh(scope, connectionId, 'PERSON', ['ORGANISATION']);
    await refreshed(business);
  };
  await role('INVOICEONLY');
  const item = await anItem(business, { reference: 'FOR-APPROVAL' });
  expect(await view(business, item)).toMatchObject({
    status: 'TO_REVIEW',
    problems: [
      { code: 'mayNotApprove', field: 'publishAs', message: expect.stringContaining('may not approve a bill there') },
    ],
  });
  await editItem(scope, { itemId: item.id, revision: item.revision, changes: { publishAs: 'SUBMITTED' } });
  await publish(business, [{ ...item, revision: item.revision + 1 }]);
  await drainToTheEnd(business);
  expect(await billsAtLedger(business, 'FOR-APPROVAL')).toMatchObject([{ status: 'SUBMITTED' }]);
  await role('STANDARD');
  expect((await view(business, await anItem(business, { reference: 'APPROVED' }))).problems).toEqual([]);
});

describe('the mirror of the books', () => {
  test('holds every kind of document, whoever made it, and no transfers', async () => {
    const business = await aConnectedBusiness();
    const contact = await db.contact.findFirstOrThrow({ where: { connectionId: business.connectionId } });
    const line = { Description: 'By hand', Quantity: 1, UnitAmount: 10, AccountCode: '429', TaxType: 'INPUT2' };
    const body = { Contact: { ContactID: contact.ledgerId }, Date: '2026-11-02', LineItems: [line] };
    await aBillThere(business);
    await callLedger(business, 'PUT', '/CreditNotes', { ...body, Type: 'ACCPAYCREDIT', Status: 'AUTHORISED' });
    await callLedger(business, 'PUT', '/BankTransactions', { ...body, Type: 'SPEND', BankAccount: { Code: '090' } });
    await mirror(business);
    const kept = await db.bookDocument.findMany({ where: { connectionId: business.connectionId } });
    expect(kept.map(({ kind }) => kind).sort()).toEqual(['BILL', 'BILL_CREDIT_NOTE', 'SPEND_MONEY']);
  });

  test('goes on where a reading broke off, and waits where no calls are left', async () => {
    const business = await aConnectedBusiness();
    await anItem(business);
    await fault(business, { path: '/BankTransactions', kind: 'status', status: 503, remaining: 1 });
    await expect(mirror(business)).rejects.toThrow(Postponed);
    const half = await db.bookMirror.findUniqueOrThrow({ where: { connectionId: business.connectionId } });
    expect(half).toMatchObject({ filledAt: null, cursors: { BILL: expect.any(String) } });
    await mirror(business);
    expect(await db.bookMirror.findUniqueOrThrow({ where: { connectionId: business.connectionId } })).toMatchObject({
      filledAt: expect.any(Date),
      readAt: expect.any(Date),
    });
    expect((await readsOf(business, '/BankTransactions')).length).toBe(2);
  });

  test('is read only where something waits to be published and the business wants it', async () => {
    const business = await aConnectedBusiness();
    await db.business.updateMany({ data: { booksDuplicates: 'OFF' } });
    await setting(business, 'WARN');
    expect(await startDueMirrors()).toBe(0);
    await anItem(business);
    expect(await startDueMirrors()).toBe(1);
    await setting(business, 'OFF');
    expect(await startDueMirrors()).toBe(0);
    await mirror(business);
    expect(await readsOf(business, '/Invoices')).toEqual([]);
  });
});
