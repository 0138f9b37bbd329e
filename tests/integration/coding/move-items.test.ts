import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { MAX_MOVED, type Moved, moveItems, moveItemsBack } from '#lib/coding/move-items.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aCodedItem } from '#tests/support/coded-item.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let books: Books;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

const anItem = (values: Parameters<typeof aCodedItem>[2] = {}) => aCodedItem(scope, books, values);

/** All that is stored of an item and its lines, but when and how often it was written. */
const stored = async (id: string) => {
  const {
    revision: _,
    updatedAt,
    searchText,
    rulesDueAt,
    likenessDueAt,
    ...item
  } = await db.item.findUniqueOrThrow({
    where: { id },
    include: { lines: { orderBy: { position: 'asc' } } },
  });
  // No known sources, however that is written.
  const nothing = { v: 1, fields: {} };
  const lines = item.lines.map((line) => ({ ...line, provenance: line.provenance ?? nothing }));
  return { ...item, lines, provenance: item.provenance ?? nothing };
};

async function moved(itemIds: string[]): Promise<Moved> {
  const answer = await moveItems(scope, { to: 'SALES', itemIds });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

const backwards = ({ items }: Moved) => ({
  to: 'COSTS' as const,
  items: items.map(({ itemId, revision, before, after }) => ({ itemId, revision, changes: before, was: after })),
});

test('an item that is moved to sales keeps what it may, loses the rest, and both are in its history', async () => {
  const { id } = await anItem();
  expect(await moved([id])).toMatchObject({ items: [{ itemId: id, number: 1 }], left: 0 });
  expect(await getItem(scope, 'COSTS', 1)).toBeNull();
  const sale = await getItem(scope, 'SALES', 1);
  expect(sale).toMatchObject({
    status: 'TO_REVIEW',
    contact: { id: books.acme },
    coding: { accountId: null, taxRateId: null, total: '120.00', taxAmount: '20.00' },
  });
  expect(sale?.problems.map(({ code }) => code)).toEqual(['categoryMissing', 'taxRateMissing']);
  const told = await itemHistory(scope, id);
  expect(told.map(({ what }) => what)).toEqual(['moved it to Sales', 'Tax rate', 'Category']);
  expect(told[2]?.change).toMatchObject({ before: expect.stringContaining('Light'), because: 'Moved to Sales' });
});

test('moved back, it is the very item of before, with its lines, its status and where its values came from', async () => {
  const { id } = await anItem({ type: 'EXPENSE', dueOn: null });
  const lined = await anItem({ reference: 'LINES' });
  const line = { businessId: scope.businessId, itemId: lined.id, accountId: books.power, taxRateId: books.vat20 };
  await db.lineItem.create({
    data: {
      ...line,
      position: 0,
      total: '120.00',
      unitAmount: '120.00',
      taxAmount: '20.00',
      rebillableContactId: books.club,
    },
  });
  await db.$transaction((transaction) => storeStatus(transaction, scope.businessId, [lined.id]));
  const ids = [id, lined.id];
  const before = await Promise.all(ids.map(stored));
  const there = await moved(ids);
  expect((await stored(id)).type).toBe('RECEIPT');
  expect((await stored(lined.id)).lines).toMatchObject([
    { accountId: null, taxRateId: null, rebillableContactId: null },
  ]);
  expect(await moveItemsBack(scope, backwards(there))).toMatchObject({ ok: true, value: { left: 0 } });
  expect(await Promise.all(ids.map(stored))).toEqual(before);
});

test('what somebody has coded since stays where it is, as they coded it', async () => {
  const { id } = await anItem();
  const there = await moved([id]);
  const { revision } = await db.item.findUniqueOrThrow({ where: { id } });
  expect(await editItem(scope, { itemId: id, revision, changes: { accountId: books.office } })).toMatchObject({
    ok: true,
  });
  expect(await moveItemsBack(scope, backwards(there))).toMatchObject({ ok: false, error: { code: 'locked' } });
  expect(await stored(id)).toMatchObject({ workspace: 'SALES', accountId: books.office });
});

test('what is archived, deleted, there already or of another business stays', async () => {
  const archived = await anItem({ place: 'ARCHIVE' });
  const deleted = await anItem({ deletedAt: new Date() });
  const there = await anItem({ workspace: 'SALES', contactId: books.club });
  const free = await anItem();
  const ids = [archived, deleted, there, free].map(({ id }) => id);
  expect(await moved(ids)).toMatchObject({ items: [{ itemId: free.id }], left: 3 });
  const others = await aBusiness();
  expect(await moveItems(others, { to: 'COSTS', itemIds: [there.id] })).toMatchObject({ ok: false });
  expect((await stored(there.id)).workspace).toBe('SALES');
});

test('two that were alike are a question no more once one is a sale, and are one again once it is back', async () => {
  const one = await anItem({ reference: 'TWIN' });
  const two = await anItem({ reference: 'TWIN' });
  await db.$transaction((transaction) => storeStatus(transaction, scope.businessId, [one.id, two.id]));
  expect((await stored(one.id)).status).toBe('TO_REVIEW');
  const there = await moved([two.id]);
  expect((await stored(one.id)).status).toBe('READY');
  await moveItemsBack(scope, backwards(there));
  expect((await stored(one.id)).status).toBe('TO_REVIEW');
});

test('more than are moved at once are refused in words, and stay', async () => {
  const itemIds = [...Array.from({ length: MAX_MOVED }, () => randomUUID()), (await anItem()).id];
  expect(await moveItems(scope, { to: 'SALES', itemIds })).toMatchObject({ error: { code: 'tooMany' } });
  expect(await db.item.count({ where: { businessId: scope.businessId, workspace: 'SALES' } })).toBe(0);
});

test('what is being published stays, also where a move would change nothing else of it', async () => {
  const item = await anItem({ contactId: null, accountId: null, taxRateId: null });
  const moveBack = { itemId: item.id, revision: 1, changes: {}, was: {} };
  await db.publication.create({
    data: {
      ...{ businessId: scope.businessId, connectionId: books.connectionId, itemId: item.id, itemRevision: 1 },
      ...{ kind: 'BILL', publishAs: 'DRAFT', coding: {}, requestedByName: 'Ada' },
    },
  });
  expect(await moveItems(scope, { to: 'SALES', itemIds: [item.id] })).toMatchObject({ error: { code: 'locked' } });
  expect(await moveItemsBack(scope, { to: 'SALES', items: [moveBack] })).toMatchObject({ error: { code: 'locked' } });
  expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ workspace: 'COSTS' });
});
