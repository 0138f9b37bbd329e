import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { deleteItems } from '#lib/inbox/delete-items.ts';
import { findDueLikenesses } from '#lib/inbox/duplicates/find-likenesses.ts';
import { likenessText, loadLikenesses, openLikenesses } from '#lib/inbox/duplicates/load-likenesses.ts';
import { settleLikeness } from '#lib/inbox/duplicates/settle-likeness.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let books: Books;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

/** A page with patches of grey where its seed says so. */
async function aPage(seed: number, { width = 600, quality = 90 } = {}) {
  const cells = Array.from({ length: 80 }, (_, index) => (Math.imul(index + 7, seed * 2_654_435) >>> 9) % 255);
  const patches = cells.map(
    (grey, index) =>
      `<rect x="${(index % 8) * 75}" y="${Math.floor(index / 8) * 85}" width="75" height="85" fill="rgb(${grey},${grey},${grey})"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="850">${patches.join('')}</svg>`;
  return sharp(Buffer.from(svg)).resize({ width }).jpeg({ quality }).toBuffer();
}

async function added(bytes: Buffer, { workspace = 'COSTS' as 'COSTS' | 'SALES', total = '48.20' } = {}) {
  const upload = await readUpload(new Blob([new Uint8Array(bytes)]).stream());
  if (!upload.ok) throw new Error(upload.error.message);
  const answer = await addDocument(scope, { workspace, fileName: 'page.jpg', upload: upload.value });
  if (!answer.ok) throw new Error(answer.error.message);
  await db.item.update({ where: { id: answer.value.itemId }, data: { isBeingRead: false, total } });
  return answer.value.itemId;
}

async function edit(itemId: string, changes: Partial<Coding>) {
  const { revision } = await db.item.findUniqueOrThrow({ where: { id: itemId } });
  const edited = await editItem(scope, { itemId, revision, changes });
  if (!edited.ok) throw new Error(edited.error.message);
}

async function waysOf(itemId: string) {
  await findDueLikenesses(scope.businessId);
  return (await loadLikenesses(scope, [itemId])).get(itemId)?.map(({ number, ways }) => [number, ...ways]) ?? [];
}

test('the same picture is found at arrival, in another size and in another workspace, and another page is not', async () => {
  await added(await aPage(1));
  await added(await aPage(2));
  const again = await added(await aPage(1, { width: 430, quality: 60 }), { workspace: 'SALES' });
  expect(await waysOf(again)).toEqual([[1, 'picture']]);
  const likes = await loadLikenesses(scope, [again]);
  expect(likenessText(likes.get(again))).toContain('the same purchase as item 1: the same picture');
  expect(await openLikenesses(db, scope.businessId)).toHaveLength(2);
});

test('values that are known and differ say that pictures alike are two; what is entered is looked at as it changes', async () => {
  const [one, two] = [await added(await aPage(1)), await added(await aPage(1, { quality: 50 }))];
  expect(await waysOf(one)).toEqual([[2, 'picture']]);
  await edit(one, { contactId: books.acme, reference: 'INV-7' });
  await edit(two, { contactId: books.acme, total: '135.00', reference: 'INV-8' });
  expect(await waysOf(one)).toEqual([]);
  await edit(two, { reference: 'inv 007' });
  expect(await waysOf(two)).toEqual([[1, 'number']]);
});

test('what somebody has said to be two stays so, and can be taken back', async () => {
  const [one, two] = [await added(await aPage(1)), await added(await aPage(1, { quality: 50 }))];
  await waysOf(one);
  await settleLikeness(scope, { itemId: two, otherIds: [one], areTwo: true });
  await edit(one, { total: '5.00' });
  await waysOf(one);
  expect(likenessText((await loadLikenesses(scope, [one])).get(one))).toBeNull();
  await settleLikeness(scope, { itemId: one, otherIds: [two], areTwo: false });
  expect(likenessText((await loadLikenesses(scope, [two])).get(two))).toContain('item 1');
  await deleteItems(scope, [one]);
  expect((await loadLikenesses(scope, [two])).get(two)).toBeUndefined();
});
