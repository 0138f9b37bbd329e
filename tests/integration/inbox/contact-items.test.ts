import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { contactItems } from '#lib/inbox/contact-items.ts';
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
  expect(await getContact(scope, books.acme)).toMatchObject({ id: books.acme, name: expect.any(String) });
});

test("a contact and its items are nobody else's", async () => {
  const scope = await aBusiness();
  const books = await someBooks(scope);
  await items(scope, books);
  const other = await aBusiness();

  expect(await getContact(other, books.acme)).toBeNull();
  expect(await contactItems(other, books.acme)).toEqual({ rows: [], total: 0 });
});
