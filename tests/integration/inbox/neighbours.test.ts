import { beforeEach, expect, test } from 'vitest';
import { reviewItems } from '#lib/coding/review-items.ts';
import { db } from '#lib/db.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { type ListPlace, listPlaceSchema } from '#lib/inbox/inbox-query.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let books: Books;

/** Items 1 to 4, added one after the other; 3 has no supplier, all others are ready. */
beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  const { businessId, actor } = scope;
  for (const [index, total] of ['40', '10', '30', '20'].entries()) {
    await db.item.create({
      data: {
        businessId,
        number: index + 1,
        submittedByUserId: actor.userId,
        submittedByName: actor.name,
        createdAt: new Date(Date.UTC(2026, 10, 1, index)),
        contactId: index === 2 ? null : books.acme,
        issuedOn: new Date('2026-11-02'),
        dueOn: new Date('2026-12-02'),
        reference: `REF-${index + 1}`,
        accountId: books.power,
        taxRateId: books.vat20,
        currency: 'GBP',
        total,
        taxAmount: '0',
      },
    });
  }
  await reviewItems(businessId, new AbortController().signal);
});

const around = async (number: number, list: Partial<ListPlace> = {}) => {
  const item = await getItem(scope, 'COSTS', number, listPlaceSchema.parse(list));
  return item && [item.neighbours.previous, item.neighbours.next];
};

test('previous and next go from the newest to the oldest at first', async () => {
  expect(await around(4)).toEqual([null, 3]);
  expect(await around(2)).toEqual([3, 1]);
  expect(await around(1)).toEqual([2, null]);
});

test('the document of the next one is known, so that it can be fetched before', async () => {
  const { businessId } = scope;
  const document = await db.document.create({
    data: {
      businessId,
      sha256: '0',
      fileName: 'next.pdf',
      mimeType: 'application/pdf',
      byteSize: 1,
      storageKey: 'none',
    },
  });
  const item = await db.item.findFirstOrThrow({ where: { businessId, number: 2 } });
  await db.itemDocument.create({ data: { itemId: item.id, documentId: document.id, position: 0 } });
  const next = async (number: number) =>
    (await getItem(scope, 'COSTS', number, listPlaceSchema.parse({})))?.neighbours.nextDocumentId;
  expect(await next(3)).toBe(document.id);
  expect(await next(2)).toBeNull();
});

test('they follow the order of the list, its search and its filter', async () => {
  expect(await around(3, { sort: 'total' })).toEqual([1, 4]);
  expect(await around(3, { sort: 'total', isDescending: false })).toEqual([4, 1]);
  expect(await around(4, { filter: 'ready' })).toEqual([null, 2]);
  expect(await around(4, { filter: 'toReview' })).toEqual([null, 3]);
  expect(await around(4, { search: 'REF-1' })).toEqual([null, 1]);
});

test('an item that has left the inbox keeps its place, so that the next one is at hand', async () => {
  await db.item.updateMany({
    where: { businessId: scope.businessId, number: { in: [3, 1] } },
    data: { place: 'ARCHIVE', archivedAt: new Date() },
  });
  expect(await around(3)).toEqual([4, 2]);
  expect(await around(4)).toEqual([null, 2]);
});

test('opened from the archive, they stay in the archive', async () => {
  for (const [number, day] of [
    [1, 3],
    [2, 1],
    [4, 2],
  ] as const) {
    await db.item.update({
      where: { businessId_number: { businessId: scope.businessId, number } },
      data: { place: 'ARCHIVE', archivedAt: new Date(Date.UTC(2026, 10, day)) },
    });
  }
  expect(await around(4, { from: 'archive' })).toEqual([1, 2]);
  expect(await around(4, { from: 'archive', sort: 'total' })).toEqual([1, 2]);
  expect(await around(2, { from: 'archive' })).toEqual([4, null]);
});

test('what has no value of the order comes last both ways, for previous and next too', async () => {
  const ascending = { sort: 'contact', isDescending: false } as const;
  expect(await around(1, ascending)).toEqual([null, 2]);
  expect(await around(4, ascending)).toEqual([2, 3]);
  expect(await around(3, ascending)).toEqual([4, null]);
  const descending = { ...ascending, isDescending: true };
  expect(await around(1, descending)).toEqual([2, 3]);
  expect(await around(3, descending)).toEqual([1, null]);
});
