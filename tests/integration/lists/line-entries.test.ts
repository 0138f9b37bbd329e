import { beforeAll, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { searchCustomers } from '#lib/lists/search-contacts.ts';
import { searchProducts } from '#lib/lists/search-products.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let books: Books;

beforeAll(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  await db.product.update({
    where: { id: books.pens },
    data: {
      description: 'A box of 50 pens',
      purchaseUnitAmount: '24.5000',
      purchaseAccountCode: '429',
      purchaseTaxType: 'INPUT2',
      saleUnitAmount: '40',
    },
  });
});

const codes = async (query: string) => (await searchProducts(scope, 'COSTS', query)).map(({ code }) => code);

test('a product is found by its code or by words of its name, its code first, and an archived one is not', async () => {
  expect(await codes('')).toEqual(['PEN', 'PAPER']);
  expect(await codes('paper')).toEqual(['PAPER']);
  expect(await codes('pens box')).toEqual(['PEN']);
  expect(await codes('p_n')).toEqual([]);
  await db.product.update({ where: { id: books.paper }, data: { isArchived: true } });
  expect(await codes('paper')).toEqual([]);
});

test('a product tells what the books say of it on the side of the workspace', async () => {
  const [pens] = await searchProducts(scope, 'COSTS', 'pen');
  expect(pens).toEqual({
    id: books.pens,
    code: 'PEN',
    name: 'Box of pens',
    description: 'A box of 50 pens',
    unitAmount: '24.5',
    accountId: books.office,
    taxRateId: books.vat20,
  });
  const [sold] = await searchProducts(scope, 'SALES', 'pen');
  expect(sold).toMatchObject({ unitAmount: '40', accountId: null, taxRateId: null });
});

test('products and customers of another business are never found', async () => {
  const other = await aBusiness();
  await someBooks(other);
  await db.product.updateMany({ where: { businessId: other.businessId }, data: { name: 'Somebody else’s' } });
  expect(await searchProducts(scope, 'COSTS', 'Somebody')).toEqual([]);
  expect(await searchCustomers(scope, 'club')).toEqual([{ id: books.club, name: 'Rowing Club', isInLedger: true }]);
});

test('a line is charged on to a customer, and to no supplier', async () => {
  const names = (await searchCustomers(scope, '')).map(({ name }) => name);
  expect(names).toEqual(['Rowing Club', 'School']);
  expect(await searchCustomers(scope, 'Acme')).toEqual([]);
});
