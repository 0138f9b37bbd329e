import { beforeEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { pageImage } from '#lib/documents/page-image.ts';
import { deleteForGood, emptyBin, emptyOldBins } from '#lib/inbox/bin/delete-for-good.ts';
import { countBin, listBin } from '#lib/inbox/bin/list-bin.ts';
import { deleteItems, restoreItems } from '#lib/inbox/delete-items.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import type { PersonScope } from '#lib/scope.ts';
import { removeDiscarded } from '#lib/storage/discard-files.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aPdf } from '#tests/support/files.ts';

let scope: PersonScope;
let sam: PersonScope;

beforeEach(async () => {
  scope = await aBusiness();
  const { actor } = await aBusiness({ role: 'SUBMITTER' });
  await db.membership.create({ data: { businessId: scope.businessId, userId: actor.userId, role: 'SUBMITTER' } });
  sam = { businessId: scope.businessId, actor: { ...actor, name: 'Sam', role: 'SUBMITTER' } };
});

async function added(by: PersonScope, text: string) {
  const upload = await readUpload(new Blob([new Uint8Array(aPdf(text))]).stream());
  if (!upload.ok) throw new Error(upload.error.message);
  const answer = await addDocument(by, { workspace: 'COSTS', fileName: `${text}.pdf`, upload: upload.value });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

const documentOf = async (itemId: string) =>
  (await db.itemDocument.findFirstOrThrow({ where: { itemId }, select: { document: true } })).document;

const bin = async (of: PersonScope, search = '') =>
  (await listBin(of, 'COSTS', { search }, { after: null, limit: 10 })).rows;

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60_000);
const never = new AbortController().signal;

test('what is deleted lies in the bin with who deleted it and how long it stays, and comes back from there', async () => {
  const { itemId } = await added(scope, 'lunch');
  await deleteItems(scope, [itemId]);
  expect(await bin(scope)).toMatchObject([
    { id: itemId, number: 1, fileName: 'lunch.pdf', deletedBy: 'Ada Admin', daysLeft: 30 },
  ]);
  expect(await bin(scope, 'lunch')).toHaveLength(1);
  expect(await bin(scope, 'dinner')).toEqual([]);
  expect(await countBin(scope, 'COSTS', { search: '' })).toBe(1);
  expect(await listBin(scope, 'SALES', { search: '' }, { after: null, limit: 10 })).toEqual({ rows: [], next: null });
  await restoreItems(scope, [itemId]);
  expect(await bin(scope)).toEqual([]);
  expect(await getItem(scope, 'COSTS', 1)).not.toBeNull();
});

test('the bin is read page by page, what was deleted last first', async () => {
  const ids = [];
  for (const text of ['one', 'two', 'three']) {
    const { itemId } = await added(scope, text);
    await deleteItems(scope, [itemId]);
    ids.unshift(itemId);
  }
  const first = await listBin(scope, 'COSTS', { search: '' }, { after: null, limit: 2 });
  const second = await listBin(scope, 'COSTS', { search: '' }, { after: first.next, limit: 2 });
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(ids);
  expect(second.next).toBeNull();
});

test('a submitter sees and brings back what they added, and nobody of another business sees any of it', async () => {
  const own = await added(sam, 'own');
  const others = await added(scope, 'others');
  await deleteItems(scope, [own.itemId, others.itemId]);
  expect((await bin(sam)).map(({ id }) => id)).toEqual([own.itemId]);
  expect(await restoreItems(sam, [own.itemId, others.itemId])).toEqual({ ok: true, value: [own.itemId] });
  const stranger = await aBusiness();
  expect(await bin(stranger)).toEqual([]);
  expect(await deleteForGood(stranger, [others.itemId])).toMatchObject({ error: { code: 'missing' } });
  expect((await bin(scope)).map(({ id }) => id)).toEqual([others.itemId]);
});

test('deleted for good, an item goes with its original, its pages and its history; one in the inbox stays', async () => {
  const gone = await added(scope, 'gone');
  const kept = await added(scope, 'kept');
  const document = await documentOf(gone.itemId);
  await pageImage(document, 0, 1_200, { for: 'Ada' });
  await deleteItems(scope, [gone.itemId]);
  expect(await deleteForGood(scope, [gone.itemId, kept.itemId])).toEqual({ ok: true, value: 1 });
  expect(await db.item.count({ where: { id: gone.itemId } })).toBe(0);
  expect(await db.itemEvent.count({ where: { itemId: gone.itemId } })).toBe(0);
  expect(await db.document.count({ where: { id: document.id } })).toBe(0);
  // A worker that dies before it has removed the files is followed by one that does.
  await expect(storage().get(document.storageKey)).resolves.toBeInstanceOf(Buffer);
  while (await removeDiscarded());
  await expect(storage().get(document.storageKey)).rejects.toThrow();
  await expect(storage().get(`${scope.businessId}/pages/${document.id}/2/0-800`)).rejects.toThrow();
  const other = await documentOf(kept.itemId);
  await expect(storage().get(other.storageKey)).resolves.toBeInstanceOf(Buffer);
  expect(await getItem(scope, 'COSTS', kept.number)).not.toBeNull();
});

test('after 30 days an item goes by itself, and not a day before; what the books have stays', async () => {
  const books = await someBooks(scope);
  const [old, young, posted] = [await added(scope, 'old'), await added(scope, 'young'), await added(scope, 'posted')];
  const all = [old, young, posted].map(({ itemId }) => itemId);
  await deleteItems(scope, all);
  await db.publication.create({
    data: {
      ...{ businessId: scope.businessId, connectionId: books.connectionId, itemId: posted.itemId, itemRevision: 1 },
      ...{ kind: 'BILL', publishAs: 'AUTHORISED', coding: {}, state: 'COMPLETE', requestedByName: 'Ada' },
    },
  });
  await db.item.updateMany({ where: { id: { in: all } }, data: { deletedAt: daysAgo(30.1) } });
  await db.item.update({ where: { id: young.itemId }, data: { deletedAt: daysAgo(29.9) } });
  const now = new Date();
  const closed = { closedAt: now, closedByUserId: scope.actor.userId, closedByName: 'Ada', deleteAt: now };
  const open = { closedAt: null, closedByUserId: null, closedByName: null, deleteAt: null };
  await db.business.update({ where: { id: scope.businessId }, data: closed });
  await emptyOldBins(never);
  expect(await db.item.count({ where: { id: { in: all } } }), 'all is kept while it is closed').toBe(3);
  await db.business.update({ where: { id: scope.businessId }, data: open });
  await emptyOldBins(never);
  const left = await db.item.findMany({ where: { id: { in: all } }, orderBy: { number: 'asc' }, select: { id: true } });
  expect(left.map(({ id }) => id)).toEqual([young.itemId, posted.itemId]);
  expect(await bin(scope)).toMatchObject([{ id: young.itemId, daysLeft: 1 }, { daysLeft: 0 }]);
  expect(await emptyBin(scope, 'COSTS')).toEqual({ ok: true, value: 1 });
});

test('whoever adds a file that is in the bin is told so, as far as they may bring it back', async () => {
  const first = await added(scope, 'same');
  await deleteItems(scope, [first.itemId]);
  expect((await added(sam, 'same')).copies).toEqual([]);
  const { copies } = await added(scope, 'same');
  expect(copies).toMatchObject([
    { number: 2, isInBin: false },
    { number: 1, isInBin: true },
  ]);
});
