import { beforeEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import { deleteItems } from '#lib/inbox/delete-items.ts';
import { findDueLikenesses } from '#lib/inbox/duplicates/find-likenesses.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { changePages, splitByPages } from '#lib/inbox/pages/change-pages.ts';
import { mergeItems } from '#lib/inbox/pages/merge-items.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aPdf } from '#tests/support/files.ts';
import { addFile } from '#tests/support/reading.ts';

let scope: PersonScope;
let books: Books;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

const added = (...texts: string[]) => addFile(scope, aPdf(...texts), `${texts[0]}.pdf`);
async function sheetsOf(number: number) {
  const item = await getItem(scope, 'COSTS', number);
  return (item?.document?.sheets ?? []).map(({ documentId, page, turn }) => ({ documentId, page, turn }));
}
const shownOf = async (number: number) => (await sheetsOf(number)).map(({ page, turn }) => `${page}/${turn}`);
const fileOf = async (itemId: string) =>
  (await db.itemDocument.findMany({ where: { itemId }, select: { document: { select: { sha256: true } } } })).map(
    ({ document }) => document.sha256,
  );

describe('the pages of an item', () => {
  test('are put in order, turned and taken out, and come back as they were; the file stays as it came', async () => {
    const { itemId } = await added('one', 'two', 'three');
    const was = await sheetsOf(1);
    const [one, two, three] = was as [(typeof was)[0], (typeof was)[0], (typeof was)[0]];
    const sum = await fileOf(itemId);
    const sheets = [{ ...three, turn: 90 as const }, one];
    expect(await changePages(scope, { itemId, was, sheets })).toMatchObject({ ok: true });
    expect(await shownOf(1)).toEqual(['3/90', '1/0']);
    const [told] = await itemHistory(scope, itemId);
    expect(told?.what).toBe('took out 1 page, turned 1 page, put its pages into another order');
    expect(await changePages(scope, { itemId, was: sheets, sheets: [one, two, three] })).toMatchObject({ ok: true });
    expect((await db.itemDocument.findFirstOrThrow({ where: { itemId } })).pages).toBeNull();
    expect(await fileOf(itemId)).toEqual(sum);
  });

  test('that somebody else has changed since they were seen stay so', async () => {
    const { itemId } = await added('one', 'two');
    const was = await sheetsOf(1);
    await changePages(scope, { itemId, was, sheets: was.slice(1) });
    expect(await changePages(scope, { itemId, was, sheets: was.slice(0, 1) })).toMatchObject({
      error: { code: 'changed' },
    });
    expect(await shownOf(1)).toEqual(['2/0']);
  });

  test.each<[string, (sheet: { documentId: string; page: number; turn: 0 }) => object[]]>([
    ['a page that the file does not have', (sheet) => [{ ...sheet, page: 9 }]],
    ['a page of another item', (sheet) => [{ ...sheet, documentId: crypto.randomUUID() }]],
    ['a page twice', (sheet) => [sheet, sheet]],
  ])('are not changed to %s', async (_, to) => {
    const { itemId } = await added('one', 'two');
    const was = await sheetsOf(1);
    const sheets = to(was[0] as never) as typeof was;
    expect(await changePages(scope, { itemId, was, sheets })).toMatchObject({ ok: false });
    expect(await shownOf(1)).toEqual(['1/0', '2/0']);
  });

  test('are nobody’s of another business, and stay of what is in the archive or the bin', async () => {
    const { itemId } = await added('one', 'two');
    const was = await sheetsOf(1);
    const asked = { itemId, was, sheets: was.slice(1) };
    expect(await changePages(await aBusiness(), asked)).toMatchObject({ error: { code: 'locked' } });
    await db.item.update({ where: { id: itemId }, data: { place: 'ARCHIVE', archivedAt: new Date() } });
    expect(await changePages(scope, asked)).toMatchObject({ error: { code: 'locked' } });
    await db.item.update({ where: { id: itemId }, data: { place: 'INBOX', archivedAt: null } });
    await deleteItems(scope, [itemId]);
    expect(await changePages(scope, asked)).toMatchObject({ error: { code: 'locked' } });
  });
});

describe('an item that is split by its pages', () => {
  test('keeps its coding and its first pages, and the others are new, no copies of it, and are put together again', async () => {
    const { itemId } = await added('one', 'two', 'three');
    await editItem(scope, { itemId, revision: 1, changes: { contactId: books.acme, total: '12.00' } });
    const was = await sheetsOf(1);
    const parts = [was.slice(0, 1), was.slice(1, 2), was.slice(2)];
    const split = await splitByPages(scope, { itemId, was, parts });
    if (!split.ok) throw new Error(split.error.message);
    expect(split.value.numbers).toEqual([2, 3]);
    expect([await shownOf(1), await shownOf(2), await shownOf(3)]).toEqual([['1/0'], ['2/0'], ['3/0']]);
    const items = await db.item.findMany({ where: { businessId: scope.businessId }, orderBy: { number: 'asc' } });
    expect(items.map(({ total }) => total?.toFixed(2) ?? null)).toEqual(['12.00', null, null]);
    expect(await findDueLikenesses(scope.businessId)).toBe(0);
    const merged = await mergeItems(scope, { leadId: itemId, itemIds: [itemId, ...split.value.itemIds] });
    expect(merged.ok).toBe(true);
    expect(await shownOf(1)).toEqual(['1/0', '2/0', '3/0']);
  });

  test('is not split with a page in two parts, or by pages that have changed', async () => {
    const { itemId } = await added('one', 'two');
    const was = await sheetsOf(1);
    const twice = await splitByPages(scope, { itemId, was, parts: [was, was.slice(1)] });
    expect(twice).toMatchObject({ error: { code: 'changed' } });
    await changePages(scope, { itemId, was, sheets: was.slice(1) });
    const parts = [was.slice(0, 1), was.slice(1)];
    expect(await splitByPages(scope, { itemId, was, parts })).toMatchObject({ error: { code: 'changed' } });
    expect(await db.item.count({ where: { businessId: scope.businessId } })).toBe(1);
  });
});

test('two items that are alike are one pair, in whichever order they are named', async () => {
  const [one, two] = [await added('one'), await added('two')];
  const [earlier, later] = [one.itemId, two.itemId].sort();
  await db.$executeRaw`
    INSERT INTO "ItemLikeness" ("itemId", "otherId", "businessId", "ways")
    VALUES (${earlier}::uuid, ${later}::uuid, ${scope.businessId}::uuid, ARRAY['number'])`;
  expect(await db.itemLikeness.findMany({ where: { businessId: scope.businessId } })).toMatchObject([
    { itemId: later, otherId: earlier },
  ]);
});
