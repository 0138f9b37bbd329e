import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { codingOf, withRows } from '#lib/coding/coding-columns.ts';
import type { ConflictDetail } from '#lib/coding/edit-conflict.ts';
import { editItem, type ItemEdit } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { rulesOf } from '#lib/ledger/ledgers.ts';
import { createContact } from '#lib/lists/create-contact.ts';
import { searchContacts } from '#lib/lists/search-contacts.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

const rules = rulesOf(null);

let scope: PersonScope;
let ben: PersonScope;
let books: Books;
let itemId: string;

beforeEach(async () => {
  scope = await aBusiness();
  ben = { ...scope, actor: { kind: 'person', userId: randomUUID(), name: 'Ben Bookkeeper', role: 'BOOKKEEPER' } };
  books = await someBooks(scope);
  const item = await db.item.create({
    data: {
      businessId: scope.businessId,
      number: 1,
      submittedByUserId: scope.actor.userId,
      submittedByName: 'Ada',
      currency: 'GBP',
    },
  });
  itemId = item.id;
});

const coding = async () =>
  codingOf(await db.item.findUniqueOrThrow({ where: { id: itemId }, include: withRows }), rules);

async function edit(changes: Partial<Coding>, more: Partial<ItemEdit> & { by?: PersonScope } = {}) {
  const { by = scope, ...rest } = more;
  const { revision } = await db.item.findUniqueOrThrow({ where: { id: itemId } });
  return editItem(by, { itemId, revision, changes, ...rest });
}

async function edited(...parameters: Parameters<typeof edit>) {
  const answer = await edit(...parameters);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

test('a category brings its default tax rate and the tax in the total; the history says why', async () => {
  await edited({ total: '120.00' });
  const { revision, after } = await edited({ accountId: books.power });
  expect(revision).toBe(3);
  expect(after).toEqual({ accountId: books.power, taxRateId: books.vat20, taxAmount: '20.00' });
  const history = await itemHistory(scope, itemId);
  expect(history.map(({ who, what, change }) => [who, what, change?.before, change?.after, change?.because])).toEqual(
    expect.arrayContaining([
      ['Ada Admin', 'Category', '', '445 Light, Power, Heating', null],
      ['Intray', 'Tax rate', '', '20% (VAT on Expenses)', 'The default of 445 Light, Power, Heating'],
      ['Intray', 'Tax', '', '20.00', '20% included in the total'],
      ['Ada Admin', 'Total', '', '120.00', null],
    ]),
  );
});

test('each reads the amounts of the history, and of what is said of a change, in their own form', async () => {
  const german = { ...scope, numbers: 'pointComma' } as const;
  await edited({ total: '1234.50', accountId: books.power });
  const line = { ...emptyLine(randomUUID()), taxRateId: books.vat20, accountId: books.power };
  await edited({ lines: [{ ...line, unitAmount: '1234.50', total: '1234.50', taxAmount: '205.75' }] });
  const told = async (reader: PersonScope) =>
    (await itemHistory(reader, itemId)).flatMap(({ change }) => change && [change.after, ...change.details]);
  expect(await told(german)).toEqual(expect.arrayContaining(['1.234,50', '205,75', '1 line, 1.234,50']));
  expect(await told(german)).toContain('Line 1 added: no description, 1.234,50');
  expect(await told(scope)).toContain('Line 1 added: no description, 1,234.50');

  const answer = await edit({ total: '7.50' }, { by: german, revision: 1, was: { total: null } });
  expect(answer).toMatchObject({
    error: { detail: { conflicts: [{ mine: { text: '7,50' }, theirs: { text: '1.234,50' } }] } },
  });
});

test('tax that a person typed is theirs in the history, also in a line; what was calculated from it is not', async () => {
  await edited({ total: '120.00', accountId: books.power });
  await edited({ taxAmount: '19.00' });
  const line = { ...emptyLine(randomUUID()), taxRateId: books.vat20, accountId: books.power };
  const priced = { ...line, unitAmount: '120.00', total: '120.00', taxAmount: '20.00' };
  await edited({ lines: [line] });
  await edited({ lines: [priced] });
  await edited({ lines: [{ ...priced, taxAmount: '19.00' }] });
  const history = await itemHistory(scope, itemId);
  const told = history.filter(({ what }) => what === 'Tax').map(({ who, isPerson }) => [who, isPerson]);
  expect(told).toEqual([
    ['Ada Admin', true],
    ['Intray', false],
  ]);
  expect(history.flatMap(({ change }) => change?.details ?? [])).toEqual([
    'Line 1, tax: 20.00 → 19.00',
    'Line 1, unit price: empty → 120.00',
    'Line 1, tax: empty → 20.00 (calculated)',
    'Line 1, total: empty → 120.00 (calculated)',
    'Line 1 added: no description',
  ]);
});

test('what an edit gives as before undoes it, with all that followed', async () => {
  await edited({ total: '120.00' });
  const start = await coding();
  const { before, after } = await edited({ accountId: books.power });
  await edited(before, { was: after });
  expect(await coding()).toEqual(start);
});

test('an edit that changes nothing leaves no trace', async () => {
  await edited({ total: '120.00' });
  const { context: _, ...told } = await edited({ total: '120.0' });
  expect(told).toEqual({
    revision: 2,
    isMerged: false,
    before: {},
    after: {},
    kept: [],
  });
  expect(await db.itemEvent.count({ where: { itemId } })).toBe(1);
});

describe('two people on one item', () => {
  test('who edit different fields both keep their edits', async () => {
    await edited({ reference: 'INV-7' }, { by: ben });
    const mine = await editItem(scope, { itemId, revision: 1, changes: { total: '9.00' }, was: { total: null } });
    expect(mine).toMatchObject({ ok: true, value: { isMerged: true, revision: 3 } });
    expect(await coding()).toMatchObject({ reference: 'INV-7', total: '9.00' });
  });

  test('who edit the same field: the later is told both values, by whom and when, and nothing is lost', async () => {
    await edited({ reference: 'from Ben' }, { by: ben });
    const answer = await editItem(scope, {
      itemId,
      revision: 1,
      changes: { reference: 'from Ada' },
      was: { reference: null },
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'conflict' } });
    const { conflicts, revision } = (!answer.ok && (answer.error.detail as ConflictDetail)) || expect.fail();
    expect(conflicts).toMatchObject([
      {
        field: 'reference',
        mine: { text: 'from Ada' },
        theirs: { text: 'from Ben' },
        by: 'Ben Bookkeeper',
        at: expect.any(String),
      },
    ]);
    expect((await coding()).reference).toBe('from Ben');

    const kept = await editItem(scope, { itemId, revision, changes: { reference: 'from Ada' } });
    expect(kept.ok).toBe(true);
    expect((await coding()).reference).toBe('from Ada');
  });

  test('who come to the same value are not in conflict', async () => {
    await edited({ reference: 'INV-7' }, { by: ben });
    expect(
      (await editItem(scope, { itemId, revision: 1, changes: { reference: 'INV-7' }, was: { reference: null } })).ok,
    ).toBe(true);
  });

  test('who save at the very same time never overwrite each other', async () => {
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((reference) =>
        editItem(scope, { itemId, revision: 1, changes: { reference }, was: { reference: null } }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.itemEvent.count({ where: { itemId, field: 'reference' } })).toBe(1);
  });

  test('who edit different lines both keep their edits', async () => {
    const [a, b] = [emptyLine(randomUUID()), emptyLine(randomUUID())];
    await edited({ lines: [a, b] });
    await edited({ lines: [a, { ...b, description: 'Ben' }] }, { by: ben });
    const mine = await editItem(scope, {
      itemId,
      revision: 2,
      changes: { lines: [{ ...a, description: 'Ada' }, b] },
      was: { lines: [a, b] },
    });
    expect(mine.ok).toBe(true);
    expect((await coding()).lines.map(({ description }) => description)).toEqual(['Ada', 'Ben']);
  });
});

test('lines keep their order and their ids, and the history says what became of each', async () => {
  const [a, b] = [
    { ...emptyLine(randomUUID()), description: 'Gas' },
    { ...emptyLine(randomUUID()), description: 'Water' },
  ];
  await edited({ lines: [a, b] });
  await edited({ lines: [b, { ...a, accountId: books.power }] });
  expect((await coding()).lines.map(({ id }) => id)).toEqual([b.id, a.id]);
  await edited({ lines: [b] });
  const [removed, coded] = await itemHistory(scope, itemId);
  expect(removed?.change?.details).toEqual(['Line 2 removed: Gas']);
  expect(coded?.change?.details).toEqual(['Line 2, category: empty → 445 Light, Power, Heating']);
});

describe('what is refused', () => {
  test("another business's category, supplier or tax rate", async () => {
    const other = await someBooks(await aBusiness());
    for (const changes of [
      { accountId: other.power },
      { contactId: other.acme },
      { taxRateId: other.vat20 },
      { lines: [{ ...emptyLine(randomUUID()), accountId: other.power }] },
    ]) {
      expect(await edit(changes)).toMatchObject({ ok: false, error: { code: 'entryUnknown' } });
    }
  });

  test("another business's item", async () => {
    expect(await edit({ total: '1.00' }, { by: await aBusiness() })).toMatchObject({ error: { code: 'missing' } });
  });

  test('an item that is being published', async () => {
    const item = await db.item.findUniqueOrThrow({ where: { id: itemId }, include: withRows });
    await db.publication.create({
      data: {
        businessId: scope.businessId,
        connectionId: books.connectionId,
        itemId,
        itemRevision: 1,
        kind: 'BILL',
        publishAs: 'DRAFT',
        coding: codingOf(item, rules),
        requestedByName: 'Ada',
      },
    });
    expect(await edit({ total: '1.00' })).toMatchObject({ error: { code: 'locked' } });
    expect((await coding()).total).toBeNull();
  });
});

test("an edit clears the ledger's reasons about its field and leaves the others", async () => {
  const reason = (field: string | null) => ({ code: 'other', field, line: null, message: `${field}`, ledgerText: '' });
  await db.item.update({
    where: { id: itemId },
    data: { refusal: [reason('total'), reason('reference'), reason(null)] },
  });
  await edited({ total: '5.00' });
  expect((await getItem(scope, 'COSTS', 1))?.refusal.map(({ field }) => field)).toEqual(['reference']);
});

describe('a supplier created from an item', () => {
  test('is the active one of that name when there is one, ignoring case', async () => {
    expect(await createContact(scope, 'COSTS', { name: '  ACME   ltd ' })).toMatchObject({
      value: { id: books.acme, isNew: false },
    });
  });

  test('is asked about when another has nearly its name', async () => {
    const asked = await createContact(scope, 'COSTS', { name: 'Acme Limited' });
    expect(asked).toMatchObject({
      error: { code: 'similar', detail: { similar: [{ id: books.acme, name: 'Acme Ltd' }] } },
    });
    expect(await createContact(scope, 'COSTS', { name: 'Acme Limited', isDifferent: true })).toMatchObject({
      value: { isNew: true, isInLedger: false },
    });
  });

  test('is one, also when two people create it at once', async () => {
    const both = await Promise.all([1, 2, 3].map(() => createContact(scope, 'COSTS', { name: 'Brand New Bakery' })));
    expect(new Set(both.map((answer) => answer.ok && answer.value.id)).size).toBe(1);
  });

  test('is found by any part of its name, without accents', async () => {
    await createContact(scope, 'COSTS', { name: 'Café Müller & Söhne' });
    expect((await searchContacts(scope, 'COSTS', 'muller')).map(({ name }) => name)).toEqual(['Café Müller & Söhne']);
    expect((await searchContacts(scope, 'COSTS', 'söhne café')).map(({ name }) => name)).toEqual([
      'Café Müller & Söhne',
    ]);
    expect(await searchContacts(await aBusiness(), 'COSTS', 'muller')).toEqual([]);
  });

  test('is a customer when the item is a sale, and offered before others there', async () => {
    await createContact(scope, 'SALES', { name: 'Zest Cafes' });
    await createContact(scope, 'COSTS', { name: 'Acme Zest Supplies', isDifferent: true });
    const offered = async (workspace: Workspace) =>
      (await searchContacts(scope, workspace, 'zest')).map(({ name }) => name);
    expect(await offered('SALES')).toEqual(['Zest Cafes', 'Acme Zest Supplies']);
    expect((await searchContacts(scope, 'COSTS', '')).map(({ name }) => name)).not.toContain('Zest Cafes');
  });
});
