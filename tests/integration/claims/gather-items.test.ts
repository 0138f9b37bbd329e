import { beforeAll, describe, expect, test } from 'vitest';
import { changeClaim } from '#lib/claims/change-claim.ts';
import { deleteClaim, restoreClaim } from '#lib/claims/delete-claim.ts';
import { addToClaim, returnItem, takeOutOfClaim } from '#lib/claims/gather-items.ts';
import { makeClaim } from '#lib/claims/make-claim.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { bringBackItems } from '#lib/inbox/archive-items.ts';
import { deleteItems } from '#lib/inbox/delete-items.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { inboxCounts } from '#lib/inbox/inbox-counts.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aClaim, claimNow, ownOwner } from '#tests/support/claims.ts';
import { aCodedItem } from '#tests/support/coded-item.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aMember } from '#tests/support/team.ts';

let scope: PersonScope;
let books: Books;
const anItem = (values = {}) => aCodedItem(scope, books, values);
const placeOf = async (id: string) =>
  db.item.findUniqueOrThrow({ where: { id }, select: { place: true, claimId: true, status: true } });

beforeAll(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

describe('items of a claim', () => {
  test('leave the inbox with it, and come back when it is deleted; undone, they are in it again', async () => {
    const [one, other] = [await anItem(), await anItem({ total: '12.00', taxAmount: '2.00' })];
    const before = await inboxCounts(scope, 'COSTS');
    const { claimId } = await aClaim(scope, [one, other]);

    expect(await placeOf(one.id)).toEqual({ place: 'ARCHIVE', claimId, status: 'IN_CLAIM' });
    expect((await inboxCounts(scope, 'COSTS')).all).toBe(before.all - 2);
    const claim = await claimNow(scope, claimId);
    expect(claim.bills.map(({ row }) => [row.currency, String(row.total), row.place])).toEqual([
      ['GBP', '132', 'CLAIM'],
    ]);

    const deleted = await deleteClaim(scope, claimId);
    expect(await placeOf(one.id)).toEqual({ place: 'INBOX', claimId: null, status: 'READY' });
    expect(await inboxCounts(scope, 'COSTS')).toEqual(before);
    await expect(claimNow(scope, claimId)).resolves.toMatchObject({ row: { deletedAt: expect.any(Date) } });

    await restoreClaim(scope, { claimId, itemIds: deleted.ok ? deleted.value.itemIds : [] });
    expect(await placeOf(other.id)).toMatchObject({ place: 'ARCHIVE', claimId });
    expect((await claimNow(scope, claimId)).bills).toHaveLength(1);
  });

  test('are in one claim at most, whoever gathers them at the same time', async () => {
    const item = await anItem();
    const claims = await Promise.all([aClaim(scope, []), aClaim(scope, []), aClaim(scope, [])]);
    const answers = await Promise.all(claims.map(({ claimId }) => addToClaim(scope, { claimId, itemIds: [item.id] })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(claims.map(({ number }) => number)).size).toBe(3);
  });

  test('are brought back, deleted or published by nothing but the claim', async () => {
    const item = await anItem();
    await aClaim(scope, [item]);
    expect(await bringBackItems(scope, [item.id])).toMatchObject({ ok: false });
    expect(await deleteItems(scope, [item.id])).toMatchObject({ ok: false });
    await expect(db.item.update({ where: { id: item.id }, data: { place: 'INBOX' } })).rejects.toThrow(
      /Item_claim_check/,
    );
  });

  test('make no claim where none of them is free', async () => {
    const item = await anItem();
    await aClaim(scope, [item]);
    const claims = await db.claim.count({ where: { businessId: scope.businessId } });
    const answer = await makeClaim(scope, {
      ...{ claimantId: await ownOwner(scope), name: 'Again', description: '', itemIds: [item.id] },
      endsOn: calendarDate('2026-11-30'),
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'locked' } });
    expect(await db.claim.count({ where: { businessId: scope.businessId } })).toBe(claims);
  });

  test('tell what they lack at themselves, and what they have no need of is not asked', async () => {
    const item = await anItem({ accountId: null, contactId: null, dueOn: null });
    const { claimId } = await aClaim(scope, [item]);
    const claim = await claimNow(scope, claimId);
    expect(claim.status).toBe('DRAFT');
    expect(claim.problems.get(item.id)?.map(({ code }) => code)).toEqual(['categoryMissing']);
    const page = await getItem(scope, 'COSTS', item.number);
    expect(page).toMatchObject({
      claim: { name: 'November', isLocked: false },
      problems: [{ code: 'categoryMissing' }],
    });

    const { revision } = await db.item.findUniqueOrThrow({ where: { id: item.id } });
    await editItem(scope, { itemId: item.id, revision, changes: { accountId: books.power } });
    expect(await claimNow(scope, claimId)).toMatchObject({ status: 'READY', problems: new Map() });
    const line = await db.lineItem.findFirstOrThrow({ where: { item: { billOfId: claimId } } });
    expect(line).toMatchObject({ accountId: books.power, description: '2 Nov 2026' });
  });

  test('are returned with a reason, which their owner is told', async () => {
    const sam = await aMember(scope, 'SUBMITTER', 'Sam');
    const item = await anItem({ ownerId: await ownOwner(sam) });
    const { claimId } = await aClaim(scope, [item, await anItem()]);
    const reason = 'The receipt cannot be read.';
    expect(await returnItem(scope, { claimId, itemId: item.id, reason })).toMatchObject({ ok: true });
    expect(await placeOf(item.id)).toMatchObject({ place: 'INBOX', claimId: null });
    const [notice] = await db.notice.findMany({ where: { userId: sam.actor.userId, kind: 'itemReturned' } });
    expect(notice?.text).toContain(reason);
    const [entry] = await itemHistory(scope, item.id);
    expect(entry?.what).toContain(reason);
    expect((await claimNow(scope, claimId)).row.items).toHaveLength(1);
  });

  test('taken out while somebody else edits them, no bill says what is no longer so', async () => {
    const [one, other] = [await anItem(), await anItem({ total: '12.00', taxAmount: '2.00' })];
    const { claimId } = await aClaim(scope, [one, other]);
    const { revision } = await db.item.findUniqueOrThrow({ where: { id: other.id } });
    await Promise.all([
      takeOutOfClaim(scope, { claimId, itemIds: [one.id] }),
      editItem(scope, { itemId: other.id, revision, changes: { total: '24.00' } }),
      claimNow(scope, claimId),
    ]);
    const claim = await claimNow(scope, claimId);
    expect(claim.bills.map(({ row }) => String(row.total))).toEqual(['24']);
  });
});

test('a claim that somebody else changed since it was seen is not changed over theirs', async () => {
  const { claimId } = await aClaim(scope, [await anItem()]);
  const change = (name: string) => changeClaim(scope, { claimId, revision: 1, changes: { name } });
  const answers = await Promise.all([change('December'), change('January')]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const done = answers.find(({ ok }) => ok);
  expect(done).toMatchObject({ value: { revision: 2, before: { name: 'November' } } });
});

test('a submitter sees their own claims, and no others', async () => {
  const sam = await aMember(scope, 'SUBMITTER', 'Sam');
  const { claimId } = await aClaim(scope, [await anItem()]);
  await expect(claimNow(scope, claimId)).resolves.toBeTruthy();
  const { visibleClaims } = await import('#lib/claims/visible-claims.ts');
  expect(await db.claim.count({ where: { ...visibleClaims(sam), id: claimId } })).toBe(0);
});
