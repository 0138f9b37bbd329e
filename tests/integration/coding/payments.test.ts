import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { reviewItems } from '#lib/coding/review-items.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { inboxCounts } from '#lib/inbox/inbox-counts.ts';
import { suggestedMethod } from '#lib/inbox/suggested-method.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aCard, type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let books: Books;
let card: string;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  card = await aCard(scope, books);
});

let number = 0;
async function anItem(values: object = {}) {
  number += 1;
  return db.item.create({
    data: {
      ...{
        businessId: scope.businessId,
        number,
        contactId: books.acme,
        accountId: books.power,
        taxRateId: books.vat20,
      },
      ...{ currency: 'GBP', total: '120.00', taxAmount: '20.00', reference: `INV-${number}` },
      ...{ issuedOn: new Date('2026-11-02'), dueOn: new Date('2026-12-02'), ...values },
    },
  });
}

async function edit(id: string, changes: Partial<Coding>) {
  const { revision } = await db.item.findUniqueOrThrow({ where: { id } });
  expect(await editItem(scope, { itemId: id, revision, changes })).toMatchObject({ ok: true });
  return db.item.findUniqueOrThrow({ where: { id } });
}

const payment = (changes: object = {}) => ({
  id: randomUUID(),
  amount: '120.00',
  paidOn: calendarDate('2026-11-05'),
  paymentMethodId: card,
  ...changes,
});

test('what is paid is ready as it is, and as a draft, which nothing can be paid as, it is not', async () => {
  const { id } = await anItem();
  expect(await edit(id, { payments: [payment()] })).toMatchObject({ status: 'READY', reasonCount: 0 });
  expect(await inboxCounts(scope, 'COSTS')).toMatchObject({ ready: 1, toReview: 0, all: 1 });
  expect(await edit(id, { publishAs: 'DRAFT' })).toMatchObject({ status: 'TO_REVIEW', reasonCount: 1 });
});

test('a payment method that loses its account puts what was paid with it back to be reviewed', async () => {
  const { id } = await anItem();
  await edit(id, { payments: [payment()] });
  await db.paymentMethod.update({ where: { id: card }, data: { accountId: null } });
  await reviewItems(scope.businessId, new AbortController().signal);
  expect(await db.item.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'TO_REVIEW', reasonCount: 1 });
});

test('the method that is offered is the one that the supplier was paid with last, or else the owner’s own', async () => {
  const owner = await db.owner.create({ data: { businessId: scope.businessId, name: 'Driver' } });
  const own = await db.paymentMethod.create({
    data: { businessId: scope.businessId, name: "Driver's card", accountId: books.bank, ownerId: owner.id },
  });
  const item = await anItem({ ownerId: owner.id });
  const offered = () => suggestedMethod(scope, item.id);
  expect(await offered()).toBe(own.id);

  const [older, newer] = [await anItem(), await anItem()];
  await edit(newer.id, { payments: [payment({ paidOn: calendarDate('2026-11-20') })] });
  await edit(older.id, { payments: [payment({ paymentMethodId: own.id })] });
  expect(await offered()).toBe(card);
  await db.paymentMethod.update({ where: { id: card }, data: { archivedAt: new Date() } });
  expect(await offered()).toBe(own.id);
});
