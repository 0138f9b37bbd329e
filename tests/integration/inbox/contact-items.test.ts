import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { contactItems } from '#lib/inbox/contact-items.ts';
import { contactTotals } from '#lib/inbox/contact-totals.ts';
import { getContact } from '#lib/lists/browse/get-contact.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

async function items(scope: PersonScope, books: Books) {
  const item = (number: number, values: object = {}) => ({
    businessId: scope.businessId,
    number,
    contactId: books.acme,
    currency: 'GBP',
    total: '12.50',
    reference: `R-${number}`,
    ...values,
  });
  await db.item.createMany({
    data: [
      item(1, { createdAt: new Date('2026-11-01T10:00:00Z'), place: 'ARCHIVE', type: 'CREDIT_NOTE' }),
      item(2, { createdAt: new Date('2026-11-02T10:00:00Z') }),
      item(3, { deletedAt: new Date() }),
      item(4, { contactId: null }),
    ],
  });
}

test("a contact's page has its items, the newest first, of the inbox and the archive, credits below zero", async () => {
  const scope = await aBusiness();
  const books = await someBooks(scope);
  await items(scope, books);

  const { rows, total } = await contactItems(scope, books.acme);
  expect(total).toBe(2);
  expect(rows).toMatchObject([
    { number: 2, isArchived: false, total: '12.50' },
    { number: 1, isArchived: true, total: '-12.50' },
  ]);
  const known = await getContact(scope, books.acme);
  expect(known).toMatchObject({ id: books.acme, name: expect.any(String), taxNumberWarning: null });
  await db.contact.update({ where: { id: books.acme }, data: { taxNumber: 'GB 123 4567 89' } });
  expect(await getContact(scope, books.acme)).toMatchObject({
    taxNumberWarning: expect.stringContaining('VAT number'),
  });
});

test("a contact's totals are by the month of the document and its currency, credits taken off, and no month is left out", async () => {
  const scope = await aBusiness();
  const books = await someBooks(scope);
  const today = new Date();
  /** So many months before this one, on a day that all months have. */
  const back = (months: number) => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months, 15));
  let number = 0;
  const item = (issuedOn: Date | null, total: string | null, values: object = {}) => ({
    ...{ businessId: scope.businessId, number: ++number, contactId: books.acme, issuedOn, total, ...values },
  });
  await db.item.createMany({
    data: [
      item(back(1), '100.10'),
      item(back(1), '0.20', { place: 'ARCHIVE', currency: 'GBP' }),
      item(back(1), '30.00', { type: 'CREDIT_NOTE' }),
      item(back(3), '5.00', { currency: 'EUR' }),
      item(back(14), '7.00'),
      item(back(30), '9999.00'),
      item(null, '9999.00'),
      item(back(1), null),
      item(back(1), '9999.00', { deletedAt: today }),
      item(back(1), '9999.00', { contactId: books.club }),
    ],
  });
  const [pounds, euros, ...others] = await contactTotals(scope, books.acme);
  expect(others).toEqual([]);
  expect(pounds).toMatchObject({ currency: 'GBP', total: '77.30' });
  expect(euros).toMatchObject({ currency: 'EUR', total: '5.00' });
  const monthOf = (months: number) => back(months).toISOString().slice(0, 7);
  expect(pounds?.months.map(({ month }) => month)).toEqual(Array.from({ length: 15 }, (_, at) => monthOf(14 - at)));
  expect(pounds?.months.at(-2)).toEqual({ month: monthOf(1), total: '70.30', items: 3 });
  expect(euros?.months.at(-4)).toEqual({ month: monthOf(3), total: '5.00', items: 1 });
  expect(pounds?.months.at(-1)).toEqual({ month: monthOf(0), total: '0.00', items: 0 });
  expect(await contactTotals(await aBusiness(), books.acme)).toEqual([]);
});

test('who is paid back by an expense claim has its bill, and what is in it is not counted twice', async () => {
  const scope = await aBusiness();
  const books = await someBooks(scope);
  const { businessId } = scope;
  const claimant = await db.owner.create({ data: { businessId, name: 'Dan Driver' } });
  const claim = await db.claim.create({
    data: {
      ...{ businessId, number: 7, name: 'June', claimantId: claimant.id, contactId: books.acme },
      ...{ endsOn: new Date(), createdByName: 'Ada' },
    },
  });
  const common = { businessId, issuedOn: new Date(), total: '12.50', contactId: books.acme };
  await db.item.createMany({
    data: [
      { ...common, number: 1, place: 'ARCHIVE', claimId: claim.id },
      { ...common, number: 2, place: 'ARCHIVE', claimId: claim.id, contactId: books.club },
      { ...common, number: 3, place: 'CLAIM', billOfId: claim.id, total: '25.00' },
    ],
  });
  const { rows } = await contactItems(scope, books.acme);
  expect(rows.map(({ number, claim }) => [number, claim])).toEqual([
    [3, { number: 7, name: 'June' }],
    [1, null],
  ]);
  expect(await contactTotals(scope, books.acme)).toMatchObject([{ total: '25.00' }]);
  expect(await contactTotals(scope, books.club)).toMatchObject([{ total: '12.50' }]);
});

test("a contact and its items are nobody else's", async () => {
  const scope = await aBusiness();
  const books = await someBooks(scope);
  await items(scope, books);
  const other = await aBusiness();

  expect(await getContact(other, books.acme)).toBeNull();
  expect(await contactItems(other, books.acme)).toEqual({ rows: [], total: 0 });
});
