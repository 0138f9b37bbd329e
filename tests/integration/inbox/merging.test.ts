import { beforeEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import { deleteForGood } from '#lib/inbox/bin/delete-for-good.ts';
import { listBin } from '#lib/inbox/bin/list-bin.ts';
import { deleteItems, restoreItems } from '#lib/inbox/delete-items.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { mergeItems, unmergeItems } from '#lib/inbox/pages/merge-items.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aPdf } from '#tests/support/files.ts';

let scope: PersonScope;
let books: Books;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

async function added(...texts: string[]) {
  const upload = await readUpload(new Blob([new Uint8Array(aPdf(...texts))]).stream());
  if (!upload.ok) throw new Error(upload.error.message);
  const answer = await addDocument(scope, { workspace: 'COSTS', fileName: `${texts[0]}.pdf`, upload: upload.value });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.itemId;
}

/** All of the items but when they were touched and what their status follows from. */
async function stored(...ids: string[]) {
  const items = await db.item.findMany({
    where: { id: { in: ids } },
    orderBy: { number: 'asc' },
    omit: { updatedAt: true, likenessDueAt: true },
    include: { documents: { orderBy: { position: 'asc' } }, lines: true, payments: true, extraction: true },
  });
  return items;
}

const numbersOf = async () => {
  const query = inboxQuerySchema.parse({});
  const { rows } = await listInbox(scope, 'COSTS', query, { after: null, limit: 20, extra: [] });
  return rows.map(({ number }) => number).sort();
};

const sheetsOf = async (number: number) =>
  (await getItem(scope, 'COSTS', number))?.document?.sheets.map(({ page }) => page);

describe('an invoice and its delivery note', () => {
  test('become one item with the pages of both, and come apart exactly as they were', async () => {
    const [invoice, note] = [await added('invoice', 'terms'), await added('note')];
    await editItem(scope, { itemId: note, revision: 1, changes: { reference: 'DN-7', contactId: books.acme } });
    const before = await stored(invoice, note);
    const merged = await mergeItems(scope, { leadId: invoice, itemIds: [note, invoice] });
    expect(merged).toEqual({ ok: true, value: { leadId: invoice, leadNumber: 1, itemIds: [note] } });
    expect(await numbersOf()).toEqual([1]);
    expect(await sheetsOf(1)).toEqual([1, 1, 2]);
    expect(await sheetsOf(2)).toBeUndefined();
    expect((await listBin(scope, 'COSTS', { search: '' }, { after: null, limit: 5 })).rows).toEqual([]);
    expect(await restoreItems(scope, [note])).toEqual({ ok: true, value: [] });
    expect((await itemHistory(scope, invoice)).map(({ what }) => what)).toContain('merged item 2 into it');

    expect(await unmergeItems(scope, { leadId: invoice })).toEqual({ ok: true, value: { itemIds: [note] } });
    expect(await stored(invoice, note)).toEqual(before);
    expect((await itemHistory(scope, note)).map(({ what }) => what)).toContain('merged it into item 1');
  });

  test('go for good together', async () => {
    const [invoice, note] = [await added('invoice'), await added('note')];
    await mergeItems(scope, { leadId: invoice, itemIds: [invoice, note] });
    await deleteItems(scope, [invoice]);
    await deleteForGood(scope, [invoice]);
    expect(await stored(invoice, note)).toEqual([]);
    expect(await db.document.count({ where: { businessId: scope.businessId } })).toBe(0);
  });

  test('are merged one after the other, and each can be taken out', async () => {
    const [one, two, three] = [await added('one'), await added('two'), await added('three')];
    const before = await stored(one, two, three);
    await mergeItems(scope, { leadId: one, itemIds: [one, two] });
    await mergeItems(scope, { leadId: one, itemIds: [three, one] });
    expect(await sheetsOf(1)).toEqual([1, 1, 1]);
    await unmergeItems(scope, { leadId: one, itemIds: [two] });
    expect(await sheetsOf(1)).toEqual([1, 1]);
    await unmergeItems(scope, { leadId: one });
    expect(await stored(one, two, three)).toEqual(before);
  });
});

describe('nothing is merged', () => {
  test('of what is in an archive, elsewhere or alone', async () => {
    const [one, two] = [await added('one'), await added('two')];
    const merge = (...itemIds: string[]) => mergeItems(scope, { leadId: one, itemIds });
    expect(await merge(one, one)).toMatchObject({ ok: false, error: { code: 'tooFew' } });
    await db.item.update({ where: { id: two }, data: { workspace: 'SALES' } });
    expect(await merge(one, two)).toMatchObject({ ok: false, error: { code: 'elsewhere' } });
    await db.item.update({ where: { id: two }, data: { workspace: 'COSTS', place: 'ARCHIVE' } });
    expect(await merge(one, two)).toMatchObject({ ok: false, error: { code: 'locked' } });
    expect(await unmergeItems(scope, { leadId: one })).toMatchObject({ ok: false, error: { code: 'missing' } });
  });

  test('by whom does not see both', async () => {
    const [one, two] = [await added('one'), await added('two')];
    const { actor } = await aBusiness({ role: 'SUBMITTER' });
    await db.membership.create({ data: { businessId: scope.businessId, userId: actor.userId, role: 'SUBMITTER' } });
    const sam = { businessId: scope.businessId, actor: { ...actor, role: 'SUBMITTER' as const } };
    expect(await mergeItems(sam, { leadId: one, itemIds: [one, two] })).toMatchObject({ ok: false });
  });
});
