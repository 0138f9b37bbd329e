import { beforeEach, describe, expect, test, vi } from 'vitest';
import { autoPublishSetting, setAutoPublish, setAutoPublishOf } from '#lib/auto-publish/auto-publish-setting.ts';
import { autoPublishView } from '#lib/auto-publish/auto-publish-view.ts';
import { dryRun } from '#lib/auto-publish/dry-run.ts';
import { publishByItself, wakeAutoPublishing } from '#lib/auto-publish/publish-by-itself.ts';
import { letAutoPublish, stopAutoPublish } from '#lib/auto-publish/steer-auto-publish.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import { type AutoPublishSettings, firstAutoPublish } from '#lib/domain/auto-publish/auto-publish-settings.ts';
import { ruleInput } from '#lib/domain/rules/rule-schema.ts';
import { saveRule } from '#lib/rules/save-rule.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { aCard, type Books, someBooks } from '#tests/support/books.ts';
import { aCodedItem } from '#tests/support/coded-item.ts';
import { aBusiness } from '#tests/support/connect.ts';

const from = { address: '127.0.0.1', device: 'Test' };
const HOUR = 60 * 60_000;
const all: AutoPublishSettings = { ...firstAutoPublish, byDefault: true, quiet: null, delayMinutes: 60 };
let scope: PersonScope;
let books: Books;
let now: Date;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  now = new Date();
  for (let month = 1; month <= 4; month++) await aPublished(month);
});

const later = (hours: number) => new Date(now.getTime() + hours * HOUR);
const turnOn = (settings: Partial<AutoPublishSettings> = {}) =>
  setAutoPublish(scope, { isOn: true, settings: { ...all, ...settings } }, from);
const run = (at: Date) => publishByItself(scope.businessId, { now: at });

/** What people have published of the supplier before. */
async function aPublished(month: number) {
  const item = await aCodedItem(scope, books, {
    ...{ issuedOn: new Date(`2026-0${month}-03`), reference: `INV-${month}`, place: 'ARCHIVE', archivedAt: new Date() },
    ...{ dueOn: new Date(`2026-0${month}-28`), status: 'PUBLISHED' },
  });
  await db.publication.create({
    data: {
      ...{ businessId: scope.businessId, connectionId: books.connectionId, itemId: item.id, itemRevision: 1 },
      ...{ kind: 'BILL', publishAs: 'AUTHORISED', coding: {}, state: 'COMPLETE', requestedByName: 'Ada' },
    },
  });
  await db.$transaction((transaction) => storeStatus(transaction, scope.businessId, [item.id]));
}
const anItem = (values: Partial<Prisma.ItemUncheckedCreateInput> = {}) =>
  aCodedItem(scope, books, { reference: 'INV-77', ...values });
const rowOf = (itemId: string) => db.autoPublication.findUnique({ where: { itemId } });
const asked = (itemId: string) => db.publication.findMany({ where: { itemId } });
const viewOf = async (id: string) => autoPublishView(await db.item.findUniqueOrThrow({ where: { id } }), 'commaPoint');
const plain = (text: string | undefined) => text?.replace(/[\u2066-\u2069]/g, '');

/** Until so many statements wait for what others hold in this database. */
const waiting = (count: number) =>
  vi.waitFor(async () => {
    const [found] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS "count" FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    expect(found?.count).toBeGreaterThanOrEqual(count);
  }, 20_000);

/** Runs something into what another transaction holds, does a second thing meanwhile, and lets the first go on. */
async function whileHeld<T>(
  hold: (transaction: Prisma.TransactionClient) => Promise<unknown>,
  first: () => Promise<T>,
  meanwhile: () => Promise<void>,
): Promise<T> {
  let running: Promise<T> | undefined;
  await db.$transaction(
    async (transaction) => {
      await hold(transaction);
      running = first();
      await waiting(1);
      await meanwhile();
    },
    { timeout: 60_000 },
  );
  return running as Promise<T>;
}

describe('an item that is ready', () => {
  test('is published by itself once its time has come, once, and its history and a notice say so', async () => {
    await turnOn();
    const { id, number } = await anItem();
    expect(await wakeAutoPublishing()).toBeGreaterThan(0);
    expect(await run(now)).toBe(0);
    expect(await viewOf(id)).toEqual({
      ...{ state: 'waiting', at: later(1).toISOString(), because: 'All that is ready is published by itself' },
    });
    expect(await run(later(0.9))).toBe(0);
    expect(await run(later(1.1))).toBe(1);
    expect(await run(later(1.2))).toBe(0);
    expect(await asked(id)).toMatchObject([{ requestedByKind: 'RULE', requestedByName: 'Automatic publishing' }]);
    expect((await itemHistory(scope, id))[0]).toMatchObject({
      who: 'Automatic publishing',
      what: expect.stringContaining('had it published by itself as'),
    });
    const notices = await db.notice.findMany({ where: { businessId: scope.businessId, kind: 'autoPublished' } });
    expect(notices).toMatchObject([{ itemId: id, count: 1 }]);
    expect(number).toBe(5);
    expect(await viewOf(id)).toBeNull();
  });

  test('is not while it is off, which it is at first, nor once it was turned off', async () => {
    const { id } = await anItem();
    expect(await run(later(2))).toBe(0);
    expect(await rowOf(id)).toBeNull();
    await turnOn();
    await run(now);
    await setAutoPublish(scope, { isOn: false, settings: all }, from);
    expect(await run(later(2))).toBe(0);
    expect(await asked(id)).toEqual([]);
  });

  test('stays with people once one has stopped it, whatever is changed of it, until one lets it', async () => {
    await turnOn();
    const { id } = await anItem();
    await run(now);
    expect((await stopAutoPublish(scope, { itemId: id })).ok).toBe(true);
    expect(await viewOf(id)).toEqual({ state: 'stopped', byName: scope.actor.name });
    await editItem(scope, { itemId: id, revision: 1, changes: { description: 'Another' } });
    expect(await run(later(2))).toBe(0);
    expect((await stopAutoPublish(scope, { itemId: id })).ok).toBe(false);
    expect((await letAutoPublish(scope, { itemId: id })).ok).toBe(true);
    await run(later(3));
    expect(await viewOf(id)).toMatchObject({ state: 'waiting', at: later(4).toISOString() });
    expect(await run(later(4.1))).toBe(1);
  });

  test('stays when it is stopped in the very moment of going, and whoever stops it later is told that it goes', async () => {
    await turnOn();
    const [stopped, gone] = [await anItem(), await anItem({ reference: 'INV-78', total: '130.00' })];
    await run(now);
    // Judged, and about to be queued: somebody else holds the item.
    const going = await whileHeld(
      (transaction) => transaction.$queryRaw`SELECT 1 FROM "Item" WHERE "id" = ${stopped.id}::uuid FOR UPDATE`,
      () => run(later(2)),
      async () => expect((await stopAutoPublish(scope, { itemId: stopped.id })).ok).toBe(true),
    );
    expect(going).toBe(1);
    expect([await asked(stopped.id), await viewOf(stopped.id)]).toMatchObject([[], { state: 'stopped' }]);
    expect(await asked(gone.id)).toHaveLength(1);

    await letAutoPublish(scope, { itemId: stopped.id });
    await run(later(3));
    // Claimed, and not yet written: stopping waits for that, and comes too late.
    let late: ReturnType<typeof stopAutoPublish> | undefined;
    const went = await whileHeld(
      (transaction) => transaction.$queryRaw`LOCK TABLE "ItemEvent" IN EXCLUSIVE MODE`,
      () => run(later(5)),
      async () => {
        late = stopAutoPublish(scope, { itemId: stopped.id });
        await waiting(2);
      },
    );
    expect(went).toBe(1);
    expect(await late).toMatchObject({ ok: false, error: { code: 'tooLate' } });
    expect(await asked(stopped.id)).toHaveLength(1);
  });

  test('waits its time anew when it was changed, and is left alone by a run while it needs something', async () => {
    await turnOn();
    const { id } = await anItem();
    await run(now);
    await editItem(scope, { itemId: id, revision: 1, changes: { accountId: null } });
    expect(await run(later(2))).toBe(0);
    expect(await rowOf(id)).toBeNull();
    await editItem(scope, { itemId: id, revision: 2, changes: { accountId: books.power, taxRateId: books.vat20 } });
    expect(await run(later(3))).toBe(0);
    expect((await rowOf(id))?.publishAt).toEqual(later(4));
  });

  test('goes out at the end of quiet hours', async () => {
    const at = new Date('2026-11-27T23:00:00Z');
    await turnOn({ quiet: { from: 18 * 60, to: 8 * 60 } });
    const { id } = await anItem();
    await db.autoPublishing.updateMany({ data: { changedAt: new Date('2026-11-01') } });
    await publishByItself(scope.businessId, { now: at });
    expect((await rowOf(id))?.publishAt).toEqual(new Date('2026-11-28T08:00:00Z'));
    // Somebody has moved the hours meanwhile.
    await db.autoPublication.updateMany({ where: { itemId: id }, data: { publishAt: at } });
    expect(await publishByItself(scope.businessId, { now: new Date('2026-11-28T07:00:00Z') })).toBe(0);
    expect(await publishByItself(scope.businessId, { now: new Date('2026-11-28T08:00:00Z') })).toBe(1);
  });

  test('is not published again after a worker died between, and is told of', async () => {
    await turnOn();
    const { id } = await anItem();
    await run(now);
    const waiting = await rowOf(id);
    expect(await run(later(2))).toBe(1);
    // As if the worker had died before it noted it.
    await db.notice.deleteMany({ where: { itemId: id } });
    await db.autoPublication.update({
      where: { itemId: id },
      data: { state: 'WAITING', publishAt: waiting?.publishAt ?? null, toldAt: null },
    });
    expect(await run(later(3))).toBe(0);
    expect(await asked(id)).toHaveLength(1);
    expect(await db.notice.count({ where: { itemId: id } })).toBe(1);
    // Taken back by a person: then it is theirs.
    await db.publication.updateMany({ where: { itemId: id }, data: { state: 'CANCELLED' } });
    await db.$transaction((transaction) => storeStatus(transaction, scope.businessId, [id]));
    expect(await run(later(5))).toBe(0);
    expect(await asked(id)).toHaveLength(1);
  });
});

describe('a guard', () => {
  test.each<[string, Partial<Prisma.ItemUncheckedCreateInput>, string]>([
    ['an unusual amount', { total: '300', taxAmount: '50' }, 'unusual'],
    ['a number that was used', { reference: 'INV-3', total: '118', taxAmount: '19.67' }, 'duplicate'],
    ['a number of another form', { reference: '2026/77' }, 'unlike'],
    ['what the books may have', { mayBeInBooks: true }, 'duplicate'],
  ])('holds %s, at the item and at its time', async (_, values, guard) => {
    await turnOn();
    const { id } = await anItem(values);
    if (values.mayBeInBooks) await db.item.update({ where: { id }, data: { mayBeInBooks: true } });
    await run(now);
    expect(await run(later(2))).toBe(0);
    expect((await rowOf(id))?.guards).toContain(guard);
    expect(await viewOf(id)).toMatchObject({ state: 'held', texts: [expect.any(String)] });
    expect(await asked(id)).toEqual([]);
  });

  test('holds the first of a new supplier, and lets go once people have published of it', async () => {
    const { id: contactId } = await db.contact.create({
      data: {
        ...{ businessId: scope.businessId, connectionId: books.connectionId, isSupplier: true, name: 'Bolt' },
        ...{ ledgerId: crypto.randomUUID(), normalisedName: 'bolt' },
      },
    });
    await turnOn();
    const { id } = await anItem({ contactId });
    await run(now);
    expect((await rowOf(id))?.guards).toEqual(['newContact']);
    await db.item.updateMany({ where: { contactId: books.acme }, data: { contactId } });
    await run(later(1));
    expect((await rowOf(id))?.state).toBe('WAITING');
  });

  test('holds what came in while it waited', async () => {
    await turnOn();
    const { id } = await anItem();
    await run(now);
    expect((await rowOf(id))?.state).toBe('WAITING');
    await anItem({ reference: 'INV-78' });
    expect(await run(later(2))).toBe(0);
    expect((await rowOf(id))?.guards).toEqual(['duplicate']);
  });

  test('holds bank details that nobody has confirmed for the supplier, and those of another', async () => {
    await turnOn();
    const { id } = await anItem();
    const document = await db.document.create({
      data: {
        ...{ businessId: scope.businessId, sha256: 'a', fileName: 'a.pdf', mimeType: 'application/pdf' },
        ...{ byteSize: 1, storageKey: id },
      },
    });
    const found = (value: string) => ({ value, confidence: 0.99, source: 'pdf', place: null, alternatives: [] });
    const reading = {
      ...{ version: 1, taxes: [], lines: [], linesWithTax: null, linesOff: null, warnings: [] },
      fields: { supplierIban: found('DE89370400440532013000') },
    };
    await db.extraction.create({
      data: { itemId: id, businessId: scope.businessId, documentId: document.id, state: 'DONE', reading },
    });
    await run(now);
    expect((await rowOf(id))?.guards).toEqual(['bankDetails']);
    const mark = { businessId: scope.businessId, kind: 'iban', value: 'DE89370400440532013000', printed: 'DE89' };
    await db.supplierMark.create({ data: { ...mark, contactId: books.acme, learntFrom: 'Ada' } });
    await run(later(1));
    expect((await rowOf(id))?.state).toBe('WAITING');
    await db.supplierMark.updateMany({ where: { businessId: scope.businessId }, data: { contactId: books.school } });
    expect(await run(later(3))).toBe(0);
    expect((await rowOf(id))?.guards).toEqual(['bankDetails', 'unlike']);
  });
});

describe('what says whether an item is published by itself', () => {
  test('is a rule before the payment method, and that before the supplier', async () => {
    await turnOn({ byDefault: false });
    const card = await aCard(scope, books);
    const { id } = await anItem();
    const state = async () => {
      now = new Date(Date.now() + 1);
      await run(now);
      return (await rowOf(id))?.state;
    };
    expect(await state()).toBe('NEVER');
    await setAutoPublishOf(scope, { list: 'contacts', id: books.acme, publishes: true }, from);
    expect(await state()).toBe('WAITING');
    await db.itemPayment.create({
      data: {
        businessId: scope.businessId,
        itemId: id,
        position: 0,
        amount: '120',
        paidOn: new Date('2026-11-02'),
        paymentMethodId: card,
      },
    });
    await setAutoPublishOf(scope, { list: 'paymentMethods', id: card, publishes: false }, from);
    expect(await state()).toBe('NEVER');
    const input = ruleInput.parse({
      ...{ scope: { kind: 'SUPPLIER', id: books.acme }, name: null, conditions: { amountTo: '200' }, isOn: true },
      effects: { autoPublish: true },
    });
    expect((await saveRule(scope, { rule: null, input }, from)).ok).toBe(true);
    expect(await state()).toBe('WAITING');
    expect(plain((await rowOf(id))?.because)).toBe(
      'Rule for Acme Ltd: The supplier is Acme Ltd; the total of 120 is at most 200',
    );
    expect(await autoPublishSetting(scope)).toMatchObject({ isOn: true, waiting: 1, held: 0 });
  });
});

test('the dry run says of each item what publishing does with it, and publishes nothing', async () => {
  await anItem();
  await anItem({ reference: 'INV-88', total: '5000', taxAmount: '833.33' });
  const tried = await dryRun(scope, all);
  expect(tried).toMatchObject({ lookedAt: 6, would: 2, held: 4, never: 0, open: 1 });
  expect(tried.items.filter(({ isOpen }) => isOpen)).toMatchObject([
    { isHeld: true, texts: [expect.stringContaining('not usual'), expect.stringContaining('above')] },
    { isHeld: false },
  ]);
  expect(await db.publication.count({ where: { businessId: scope.businessId, requestedByKind: 'RULE' } })).toBe(0);
  expect((await dryRun(scope, { ...all, byDefault: false })).never).toBe(6);
});
