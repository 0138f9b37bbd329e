import { beforeEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { reviewItems } from '#lib/coding/review-items.ts';
import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { deleteItems, restoreItems } from '#lib/inbox/delete-items.ts';
import { requestReview } from '#lib/lists/request-review.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let books: Books;
const going = new AbortController().signal;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

async function anItem(number = 1): Promise<string> {
  const { businessId, actor } = scope;
  const { id } = await db.item.create({
    data: {
      businessId,
      number,
      submittedByUserId: actor.userId,
      submittedByName: actor.name,
      contactId: books.acme,
      issuedOn: new Date('2026-11-02'),
      dueOn: new Date('2026-12-02'),
      accountId: books.power,
      taxRateId: books.vat20,
      currency: 'GBP',
      total: '120.00',
      taxAmount: '20.00',
    },
  });
  return id;
}

const stored = async (id: string) => {
  const { status, reasonCount } = await db.item.findUniqueOrThrow({ where: { id } });
  return [status, reasonCount];
};

const due = async () => (await db.business.findUniqueOrThrow({ where: { id: scope.businessId } })).reviewDueAt;

describe('the stored status', () => {
  test('follows each edit, with the number of reasons', async () => {
    const itemId = await anItem();
    let revision = 1;
    const edit = async (changes: Partial<Coding>) => {
      const edited = await editItem(scope, { itemId, revision, changes });
      if (!edited.ok) throw new Error(edited.error.message);
      revision = edited.value.revision;
      return stored(itemId);
    };
    expect(await edit({ reference: 'INV-1' })).toEqual(['READY', 0]);
    expect(await edit({ contactId: null })).toEqual(['TO_REVIEW', 1]);
    expect(await edit({ total: null })).toEqual(['TO_REVIEW', 2]);
    expect(await edit({ contactId: books.acme, total: '60.00' })).toEqual(['READY', 0]);
  });

  test('shows a refusal until what it is about is edited', async () => {
    const itemId = await anItem();
    const reason = { code: 'other', field: 'reference', line: null, message: 'No.', ledgerText: 'No.' };
    await db.item.update({ where: { id: itemId }, data: { refusal: [reason] } });
    await editItem(scope, { itemId, revision: 1, changes: { description: 'Paper' } });
    expect(await stored(itemId)).toEqual(['REFUSED', 1]);
    await editItem(scope, { itemId, revision: 2, changes: { reference: 'INV-2' } });
    expect(await stored(itemId)).toEqual(['READY', 0]);
  });

  test('of an item that is brought back is what the lists say now', async () => {
    const itemId = await anItem();
    await reviewItems(scope.businessId, going);
    await deleteItems(scope, [itemId]);
    await db.account.update({ where: { id: books.power }, data: { isArchived: true } });
    await restoreItems(scope, [itemId]);
    expect(await stored(itemId)).toEqual(['TO_REVIEW', 1]);
  });
});

describe('after the lists changed', () => {
  test('every item of the inbox is looked at, and nothing else', async () => {
    const [open, deleted, archived] = [await anItem(1), await anItem(2), await anItem(3)];
    await reviewItems(scope.businessId, going);
    await db.item.update({ where: { id: deleted }, data: { deletedAt: new Date() } });
    await db.item.update({ where: { id: archived }, data: { place: 'ARCHIVE', status: 'PUBLISHED' } });
    await db.connection.update({ where: { id: books.connectionId }, data: { periodLockOn: new Date('2026-11-30') } });
    await requestReview(db, scope.businessId);
    expect(await reviewItems(scope.businessId, going)).toBe(true);
    expect(await stored(open)).toEqual(['TO_REVIEW', 1]);
    expect(await stored(deleted)).toEqual(['READY', 0]);
    expect(await stored(archived)).toEqual(['PUBLISHED', 0]);
    expect(await due()).toBeNull();
  });

  test('a review that is stopped, or overtaken by another change, stays due', async () => {
    const [itemId, other] = [await anItem(1), await anItem(2)];
    await requestReview(db, scope.businessId);
    expect(await reviewItems(scope.businessId, AbortSignal.abort())).toBe(false);
    expect(await due()).not.toBeNull();

    const held = await holding(itemId);
    const reviewing = reviewItems(scope.businessId, going);
    await expect.poll(() => stored(other)).toEqual(['READY', 0]);
    await db.business.update({ where: { id: scope.businessId }, data: { reviewDueAt: new Date(Date.now() + 1_000) } });
    await held.release();
    expect(await reviewing).toBe(false);
    expect(await due()).not.toBeNull();
  });

  test('an item that somebody is editing meanwhile is looked at once they are done', async () => {
    const [first, second] = [await anItem(1), await anItem(2)];
    const held = await holding(first);
    const reviewing = reviewItems(scope.businessId, going);
    await expect.poll(() => stored(second)).toEqual(['READY', 0]);
    expect(await stored(first)).toEqual(['TO_REVIEW', 0]);
    await held.release();
    await reviewing;
    expect(await stored(first)).toEqual(['READY', 0]);
  });
});

/** Holds an item's row as an edit does, until it is released. */
async function holding(id: string) {
  const isHeld = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const ended = db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Item" WHERE "id" = ${id}::uuid FOR UPDATE`;
    isHeld.resolve();
    await release.promise;
  });
  await isHeld.promise;
  return {
    release: () => {
      release.resolve();
      return ended;
    },
  };
}
