import { beforeEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { readWaiting } from '#lib/extraction/read-waiting.ts';
import { alikeItems } from '#lib/inbox/alike-items.ts';
import { duplicateSetting, setContactDuplicates, setDuplicateMode } from '#lib/inbox/duplicates/duplicate-setting.ts';
import { findDueLikenesses } from '#lib/inbox/duplicates/find-likenesses.ts';
import { hashPictures, wakeHashing } from '#lib/inbox/duplicates/hash-pictures.ts';
import { likenessText, loadLikenesses } from '#lib/inbox/duplicates/load-likenesses.ts';
import { agreeToMerge } from '#lib/inbox/duplicates/put-together-views.ts';
import { inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { unmergeItems } from '#lib/inbox/pages/merge-items.ts';
import { listSubmissions } from '#lib/intake/submissions/list-submissions.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Books } from '#tests/support/books.ts';
import { aUbl, type Sale } from '#tests/support/e-invoices.ts';
import { aPdf } from '#tests/support/files.ts';
import { addFile, aReadingBusiness, itemOf } from '#tests/support/reading.ts';

let scope: PersonScope;
let books: Books;
const from = { address: '', device: '' };

beforeEach(async () => {
  ({ scope, books } = await aReadingBusiness());
});

const automatic = () => setDuplicateMode(scope, { mode: 'AUTOMATIC' }, from);

async function edit(itemId: string, changes: Partial<Coding>) {
  const { revision } = await db.item.findUniqueOrThrow({ where: { id: itemId } });
  const edited = await editItem(scope, { itemId, revision, changes });
  if (!edited.ok) throw new Error(edited.error.message);
}

/** The same bill in bytes of its own, as another system would send it, read. */
let copies = 0;
async function aBill(sale: Partial<Sale> = {}) {
  copies += 1;
  const added = await addFile(scope, Buffer.concat([aUbl(sale), Buffer.from(`<!-- ${copies} -->\n`)]), 'bill.xml');
  await readWaiting();
  return added;
}
async function aPdfRead(...texts: string[]) {
  const added = await addFile(scope, aPdf(...texts), 'scan.pdf');
  await readWaiting();
  return added;
}
/** Whose bills these are, so that the next is known. */
async function aKnownBill() {
  const first = await aBill();
  await edit(first.itemId, { contactId: books.acme });
  await findDueLikenesses(scope.businessId);
  return first;
}

async function inboxRows() {
  await findDueLikenesses(scope.businessId);
  const { rows } = await listInbox(scope, 'COSTS', inboxQuerySchema.parse({}), { after: null, limit: 20, extra: [] });
  return rows.sort((one, other) => one.number - other.number);
}
const inInbox = async () => (await inboxRows()).map(({ number }) => number);

describe('what is surely the same purchase', () => {
  test('is asked about unless the business has it otherwise', async () => {
    await aKnownBill();
    await aBill();
    expect(await inInbox()).toEqual([1, 2]);
    expect((await duplicateSetting(scope)).lately).toMatchObject({
      sure: 1,
      example: { later: 2, earlier: 1 },
      done: 0,
    });
  });

  test('is put into the earlier, which says so, as do the history of both and the submission history', async () => {
    await automatic();
    const first = await aKnownBill();
    const second = await aBill();
    const [row, ...others] = await inboxRows();
    expect(others).toEqual([]);
    expect(row?.inBooks).toContain('Item 2 was the same purchase and was put together with this one by itself');
    expect((await itemOf(scope, 1)).putTogether).toMatchObject([{ number: 2, fileName: 'bill.xml', total: '131.00' }]);
    expect(await alikeItems(db, scope.businessId)).toContain(first.itemId);
    const told = (await itemHistory(scope, first.itemId)).find(({ kind }) => kind === 'merged');
    expect(told).toMatchObject({
      who: 'Duplicates setting',
      what: 'merged item 2 into it: the same supplier, number, date and total, so they were put together by themselves',
    });
    const { rows } = await listSubmissions(scope, { search: '', show: 'copies' }, { after: null, limit: 10 });
    expect(rows).toMatchObject([{ item: { number: 2, place: 'MERGED', into: { number: 1, isByItself: true } } }]);
    expect((await duplicateSetting(scope)).lately).toMatchObject({ done: 1, undone: 0 });
    // Its own copy of all that was entered is as it was.
    expect(await db.item.findUnique({ where: { id: second.itemId } })).toMatchObject({ reference: 'RE-2041' });
  });

  test('once taken apart is never put together by itself again, and is asked about', async () => {
    await automatic();
    const first = await aKnownBill();
    const second = await aBill();
    expect(await inInbox()).toEqual([1]);
    const apart = await unmergeItems(scope, { leadId: first.itemId, itemIds: [second.itemId] });
    expect(apart.ok).toBe(true);
    expect(await inInbox()).toEqual([1, 2]);
    const likes = await loadLikenesses(scope, [first.itemId]);
    expect(likenessText(likes.get(first.itemId))).toContain('item 2');
    expect((await duplicateSetting(scope)).lately).toMatchObject({ done: 1, undone: 1 });
  });

  test('is told of no longer once a person has said that it is right', async () => {
    await automatic();
    const first = await aKnownBill();
    const second = await aBill();
    await inInbox();
    const agreed = await agreeToMerge(scope, { leadId: first.itemId, itemIds: [second.itemId] });
    expect(agreed.ok).toBe(true);
    const [row] = await inboxRows();
    expect(row?.inBooks).toBeNull();
    expect((await agreeToMerge(scope, { leadId: first.itemId, itemIds: [second.itemId] })).ok).toBe(false);
  });

  test('as the very same file is put together before anybody knows what it says', async () => {
    await automatic();
    await aPdfRead('A page of a scan');
    await aPdfRead('A page of a scan');
    await aPdfRead('Another page');
    expect(await inInbox()).toEqual([1, 3]);
  });
});

describe('what is left to people', () => {
  test.each<[string, Partial<Sale>]>([
    ['another number', { number: 'RE-2042' }],
    ['another day', { date: '2026-03-03' }],
  ])('is a bill with %s', async (_, sale) => {
    await automatic();
    await aKnownBill();
    await aBill(sale);
    expect(await inInbox()).toEqual([1, 2]);
  });

  test('is what somebody has entered something in', async () => {
    await automatic();
    await aKnownBill();
    const second = await aBill();
    await edit(second.itemId, { description: 'Mine' });
    expect(await inInbox()).toEqual([1, 2]);
  });

  test('is a number that stands on other bills of the supplier too', async () => {
    await automatic();
    const first = await aKnownBill();
    const third = await aBill({ date: '2026-05-04' });
    await edit(third.itemId, { contactId: books.acme });
    await aBill();
    expect(await inInbox()).toEqual([1, 2, 3]);
    expect(first.number).toBe(1);
  });

  test('is what arrived before the business chose so', async () => {
    await aKnownBill();
    await aBill();
    await automatic();
    await db.item.updateMany({ where: { businessId: scope.businessId }, data: { likenessDueAt: new Date() } });
    expect(await inInbox()).toEqual([1, 2]);
  });

  test('is what a supplier has otherwise than the business, in both directions', async () => {
    await automatic();
    await aKnownBill();
    await setContactDuplicates(scope, { contactId: books.acme, mode: 'REVIEW' });
    await aBill();
    expect(await inInbox()).toEqual([1, 2]);
    await setDuplicateMode(scope, { mode: 'REVIEW' }, from);
    await setContactDuplicates(scope, { contactId: books.acme, mode: 'AUTOMATIC' });
    await aBill();
    expect(await inInbox()).toEqual([1, 2]);
    expect((await duplicateSetting(scope)).exceptions).toMatchObject([{ id: books.acme, mode: 'AUTOMATIC' }]);
  });
});

test('what arrived before pictures were kept gets one, and is held against the rest; what cannot be read is tried once', async () => {
  const [page, broken] = [await aPdfRead('One', 'Two'), await aPdfRead('Three')];
  const documents = { businessId: scope.businessId };
  const before = await db.document.findMany({ where: documents, orderBy: { id: 'asc' } });
  await db.document.updateMany({ where: documents, data: { pictureHash: null, isHashDue: true } });
  await db.document.updateMany({
    where: { items: { some: { itemId: broken.itemId } } },
    data: { storageKey: `${scope.businessId}/originals/gone` },
  });
  await db.item.updateMany({ where: documents, data: { likenessDueAt: null } });
  expect(await wakeHashing()).toBe(1);
  expect(await hashPictures()).toBeGreaterThanOrEqual(2);
  const after = await db.document.findMany({ where: documents, orderBy: { id: 'asc' } });
  expect(after.map(({ isHashDue }) => isHashDue)).toEqual([false, false]);
  expect(after.map(({ pictureHash }) => pictureHash)).toEqual([before[0]?.pictureHash, null]);
  const item = await db.item.findUniqueOrThrow({ where: { id: page.itemId } });
  expect(item.likenessDueAt === null).toBe(before[0]?.pictureHash === null);
});
