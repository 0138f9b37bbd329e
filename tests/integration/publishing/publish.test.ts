import { afterEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import { ledgerTax } from '#lib/domain/tax.ts';
import { archiveItems, bringBackItems } from '#lib/inbox/archive-items.ts';
import { inboxCounts } from '#lib/inbox/inbox-counts.ts';
import { loadRows } from '#lib/inbox/list-inbox.ts';
import { lockContacts } from '#lib/lists/lock-contacts.ts';
import { cancelPublication } from '#lib/publishing/cancel-publication.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import { publishItems } from '#lib/publishing/publish-items.ts';
import { setArchiving } from '#lib/publishing/settings/archive-setting.ts';
import { aBusiness } from '#tests/support/connect.ts';
import {
  aConnectedBusiness,
  anItem,
  billRequests,
  billsAtLedger,
  callLedger,
  contactRequests,
  drainToTheEnd,
  filesAtLedger,
  newestPublication,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { assertContract, hasContract } from '#tests/support/xero-contract.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

describe('publishing a ready item', () => {
  test('makes the bill as coded, attaches the original, and moves the item to the archive', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business, { publishAs: 'SUBMITTED' });

    expect(await publish(business, [item])).toMatchObject([{ itemId: item.id, outcome: 'queued' }]);
    await drainToTheEnd(business);

    const [bill, ...others] = await billsAtLedger(business, item.reference);
    expect(others).toEqual([]);
    expect(bill).toMatchObject({ status: 'SUBMITTED', total: 120, totalTax: 20 });
    expect(await filesAtLedger(business, bill?.id ?? '')).toMatchObject([{ fileName: 'Invoice-Marz.pdf' }]);
    expect(await newestPublication(item.id)).toMatchObject({
      state: 'COMPLETE',
      attachments: [{ state: 'DONE' }],
      ledgerId: bill?.id,
      differences: [],
    });
    expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ place: 'ARCHIVE' });
    const events = await db.itemEvent.findMany({ where: { itemId: item.id }, orderBy: { at: 'asc' } });
    expect(events.map(({ kind }) => kind)).toEqual(['publishRequested', 'published', 'attached']);
    const view = (await loadPublications(business.scope, [item.id])).get(item.id);
    expect(view).toMatchObject({ isPublished: true, locksItem: false, notice: { label: 'Published', isLive: false } });
    expect(view?.ledgerUrl).toContain(bill?.id);
  });

  test('leaves it in the inbox, as published and as it is, where the business archives it by hand', async () => {
    const business = await aConnectedBusiness();
    const { scope } = business;
    const archiving = (archivesPublished: boolean) =>
      setArchiving(scope, { archivesPublished, archivesExported: false }, { address: '192.0.2.1', device: 'Firefox' });
    await archiving(false);
    await archiving(false);
    expect(await db.auditEntry.findMany({ where: { businessId: scope.businessId } })).toMatchObject([
      { action: 'archivingChanged', detail: { what: 'nothing by itself' } },
    ]);
    const { id } = await anItem(business);
    await publish(business, [{ id, revision: 1 }]);
    expect(await archiveItems(scope, [id])).toMatchObject({ error: { code: 'locked' } });
    await drainToTheEnd(business);

    const stored = () => db.item.findUniqueOrThrow({ where: { id } });
    expect(await stored()).toMatchObject({ place: 'INBOX', status: 'PUBLISHED', archivedAt: null });
    expect(await inboxCounts(scope, 'COSTS')).toMatchObject({ all: 1, ready: 0, published: 1 });
    expect(await loadRows(scope, [id])).toMatchObject([{ status: 'PUBLISHED', toDo: [], asPublished: [] }]);
    expect(await publish(business, [{ id, revision: 1 }])).toMatchObject([{ outcome: 'published' }]);
    expect(await editItem(scope, { itemId: id, revision: 1, changes: { description: 'Other' } })).toMatchObject({
      error: { code: 'locked' },
    });

    expect(await archiveItems(scope, [id])).toEqual({ ok: true, value: [id] });
    expect(await stored()).toMatchObject({ place: 'ARCHIVE', status: 'PUBLISHED' });
    expect(await bringBackItems(scope, [id])).toEqual({ ok: true, value: [id] });
    expect(await stored()).toMatchObject({ place: 'INBOX', status: 'PUBLISHED' });
    await archiveItems(scope, [id]);
    await archiving(true);
    expect(await bringBackItems(scope, [id])).toMatchObject({ error: { code: 'locked' } });
  });

  test.each([
    ['EXCLUSIVE', 'Exclusive', 20.01, 100, 20.01, '20.01'],
    ['NONE', 'NoTax', 0, 120, 0, null],
  ] as const)(
    'with amounts that are %s makes a bill of the same, and of the same totals',
    async (taxMode, types, totalTax, amount, tax, taxAmount) => {
      const business = await aConnectedBusiness();
      const item = await anItem(business, { taxMode, taxAmount, total: taxAmount ? '120.01' : '120.00' });
      await publish(business, [item]);
      await drainToTheEnd(business);

      const [bill] = await billsAtLedger(business, item.reference);
      const { Invoices } = await callLedger<{ Invoices: object[] }>(business, 'GET', `/Invoices/${bill?.id}`);
      expect(Invoices).toMatchObject([
        {
          LineAmountTypes: types,
          TotalTax: totalTax,
          Total: amount + tax,
          LineItems: [{ LineAmount: amount, UnitAmount: amount, TaxAmount: tax }],
        },
      ]);
      expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', differences: [] });
    },
  );

  test.each([
    ['OURS', 19, 'INPUT2'],
    ['LEDGER', 20, 'INPUT2'],
    ['OURS_WITH_EXCEPTIONS', 0, 'EXEMPTINPUT'],
  ] as const)(
    'of a business whose tax policy is %s posts a tax of %d, by the rate %s, and the total of the document',
    async (taxPolicy, totalTax, taxType) => {
      const business = await aConnectedBusiness();
      await db.business.update({ where: { id: business.scope.businessId }, data: { taxPolicy } });
      // An exempt category, a rate of 20%, and another tax than that gives.
      const item = await anItem(business, { accountCode: '433', taxAmount: '19.00', taxMode: 'EXCLUSIVE' });
      await publish(business, [item]);
      await drainToTheEnd(business);

      const [bill] = await billsAtLedger(business, item.reference);
      expect(bill).toMatchObject({ total: 120, totalTax });
      const { Invoices } = await callLedger<{ Invoices: object[] }>(business, 'GET', `/Invoices/${bill?.id}`);
      expect(Invoices).toMatchObject([{ LineItems: [{ TaxType: taxType }] }]);
      expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', differences: [] });
    },
  );

  test('stays as it was asked for when the tax settings are others by the time that it goes out', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business, { taxAmount: '19.00' });
    await publish(business, [item]);
    await db.business.update({
      where: { id: business.scope.businessId },
      data: { taxPolicy: 'LEDGER', isTaxRegistered: false },
    });
    await drainToTheEnd(business);
    expect(await billsAtLedger(business, item.reference)).toMatchObject([{ total: 120, totalTax: 19 }]);
  });

  test('in a currency of whole units or of thousandths posts what was approved: the tax here is the tax of the books', async () => {
    const business = await aConnectedBusiness({ currencies: ['JPY', 'KWD'] });
    const bill = (currency: string, total: string) =>
      anItem(business, { currency, total, taxAmount: ledgerTax(total, { effectiveRate: '20' }, 2) });
    const ready = [await bill('JPY', '1000'), await bill('JPY', '99999'), await bill('KWD', '1.23')];
    const tooFine = await bill('KWD', '1.234');
    expect(await publish(business, [...ready, tooFine])).toMatchObject([
      { outcome: 'queued' },
      { outcome: 'queued' },
      { outcome: 'queued' },
      { outcome: 'notReady' },
    ]);
    await drainToTheEnd(business);

    const posted = await Promise.all(ready.map(({ reference }) => billsAtLedger(business, reference)));
    expect(posted).toMatchObject([
      [{ total: 1000, totalTax: 166.67 }],
      [{ total: 99999, totalTax: 16666.5 }],
      [{ total: 1.23, totalTax: 0.21 }],
    ]);
    for (const { id } of ready) {
      expect(await newestPublication(id)).toMatchObject({ state: 'COMPLETE', differences: [] });
    }
  });

  test('creates a supplier that exists here only, once for all of its items', async () => {
    const business = await aConnectedBusiness();
    const items = [
      await anItem(business, { newSupplier: 'Brand New Bakery' }),
      await anItem(business, { newSupplier: 'Brand New Bakery' }),
    ];
    await publish(business, items);
    await drainToTheEnd(business);

    expect(await contactRequests(business)).toHaveLength(1);
    for (const item of items) {
      expect(await billsAtLedger(business, item.reference)).toHaveLength(1);
      expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE' });
    }
    const contacts = await db.contact.findMany({
      where: { businessId: business.scope.businessId, name: 'Brand New Bakery' },
    });
    expect(contacts).toMatchObject([{ ledgerId: expect.any(String), connectionId: business.connectionId }]);
  });

  test('takes the contact that a refresh brings in while the supplier is created', async () => {
    const business = await aConnectedBusiness();
    const { connectionId, organisationId, scope } = business;
    const item = await anItem(business, { newSupplier: 'Simultaneous Seafood' });
    await publish(business, [item]);
    let drained: Promise<void> | undefined;
    // The refresh has read the new contact, and its transaction ends only after publishing has come to store it.
    const known = await db.$transaction(async (refresh) => {
      await lockContacts(refresh, connectionId);
      drained = drainToTheEnd(business);
      await expect.poll(() => contactRequests(business)).toHaveLength(1);
      const { contacts } = await control<{ contacts: { id: string; name: string }[] }>(
        'GET',
        `/organisations/${organisationId}/books/contacts`,
      );
      const name = 'Simultaneous Seafood';
      return refresh.contact.create({
        data: {
          businessId: scope.businessId,
          connectionId,
          ledgerId: contacts.find((contact) => contact.name === name)?.id,
          name,
          normalisedName: normaliseContactName(name),
          isSupplier: true,
        },
      });
    });
    await drained;

    expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE' });
    expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ contactId: known.id });
    expect(await db.contact.count({ where: { businessId: scope.businessId, name: known.name } })).toBe(1);
    expect(await contactRequests(business)).toHaveLength(1);
  });

  test('uses the supplier that the ledger has under that name already, without a duplicate', async () => {
    const business = await aConnectedBusiness();
    const known = await db.contact.findFirstOrThrow({ where: { connectionId: business.connectionId } });
    const item = await anItem(business, { newSupplier: known.name });
    await publish(business, [item]);
    await drainToTheEnd(business);

    expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE' });
    const published = await db.item.findUniqueOrThrow({ where: { id: item.id }, include: { events: true } });
    expect(published).toMatchObject({ contactId: known.id, revision: 2 });
    expect(published.events).toContainEqual(
      expect.objectContaining({ actorName: 'Intray', field: 'contactId', revision: 2 }),
    );
    expect(await db.contact.count({ where: { businessId: business.scope.businessId, name: known.name } })).toBe(1);
  });

  test('sends fifty items in one request', async () => {
    const business = await aConnectedBusiness();
    const items = [];
    for (let index = 0; index < 50; index++) items.push(await anItem(business, { original: null }));
    const outcomes = await publish(business, items);
    expect(outcomes.every(({ outcome }) => outcome === 'queued')).toBe(true);
    await drainToTheEnd(business);

    expect(await billRequests(business)).toHaveLength(1);
    expect(await db.publication.count({ where: { connectionId: business.connectionId, state: 'COMPLETE' } })).toBe(50);
  });

  test.skipIf(!hasContract)("sends requests that are valid by the ledger's official contract", async () => {
    const business = await aConnectedBusiness();
    const option = await db.trackingOption.findFirstOrThrow({ where: { connectionId: business.connectionId } });
    const items = [
      await anItem(business, { newSupplier: 'Contract Bakery', taxAmount: '19.99', tracking1OptionId: option.id }),
      await anItem(business, { publishAs: 'DRAFT', dueOn: null, description: 'Größe “A” \u0007 & <tea>' }),
      await anItem(business, { type: 'RECEIPT', dueOn: null }),
    ];
    await publish(business, items);
    await drainToTheEnd(business);

    const [contact] = await contactRequests(business);
    assertContract('accounting', 'Contacts', JSON.parse(contact?.requestBody ?? ''));
    const [bills] = await billRequests(business);
    assertContract('accounting', 'Invoices', JSON.parse(bills?.requestBody ?? ''));
    for (const item of items)
      expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', differences: [] });
  });
});

describe('pressing Publish', () => {
  test('twice at the same moment makes one publication', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    const presses = await Promise.all([
      publish(business, [item]),
      publish(business, [item]),
      publish(business, [item]),
    ]);
    expect(
      presses
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['queued', 'underWay', 'underWay']);
    expect(await db.publication.count({ where: { itemId: item.id } })).toBe(1);
  });

  test('where it still stands on a page publishes nothing of what was archived as dealt with elsewhere', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    await archiveItems(business.scope, [item.id]);
    expect(await publish(business, [item])).toEqual([{ itemId: item.id, outcome: 'archived' }]);
    await bringBackItems(business.scope, [item.id]);
    expect(await publish(business, [item])).toMatchObject([{ outcome: 'queued' }]);
  });

  test('at an older revision publishes nothing and says that it changed', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business, { revision: 4 });
    expect(await publish(business, [{ id: item.id, revision: 3 }])).toEqual([
      { itemId: item.id, outcome: 'changed', revision: 4 },
    ]);
  });

  test('on an item that is not ready gives its problems, while the ready ones are queued', async () => {
    const business = await aConnectedBusiness();
    const bad = await anItem(business, { total: null, taxAmount: null });
    const good = await anItem(business);
    const outcomes = await publish(business, [bad, good]);
    expect(outcomes).toMatchObject([{ outcome: 'notReady', problems: [{ field: 'total' }] }, { outcome: 'queued' }]);
  });

  test('without a connection publishes nothing and says what to do', async () => {
    const scope = await aBusiness();
    const answer = await publishItems(scope, []);
    expect(answer).toMatchObject({ ok: false, error: { code: 'notConnected' } });
  });

  test("on another business's item finds nothing", async () => {
    const [mine, theirs] = [await aConnectedBusiness(), await aConnectedBusiness()];
    const item = await anItem(theirs);
    expect(await publish(mine, [item])).toEqual([{ itemId: item.id, outcome: 'missing' }]);
  });

  test('can be taken back while queued, and the item is free again', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    const [outcome] = await publish(business, [item]);
    if (outcome?.outcome !== 'queued') throw new Error('not queued');
    expect(await cancelPublication(business.scope, outcome.publicationId)).toMatchObject({ ok: true });
    await drainToTheEnd(business);
    expect(await billsAtLedger(business, item.reference)).toEqual([]);
    expect((await loadPublications(business.scope, [item.id])).size).toBe(0);
    expect(await publish(business, [item])).toMatchObject([{ outcome: 'queued' }]);
    expect(await cancelPublication(business.scope, outcome.publicationId)).toMatchObject({
      ok: false,
      error: { code: 'tooLate' },
    });
  });
});
