import { beforeAll, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { loadAllChoices } from '#lib/lists/load-choices.ts';
import { MOST_SENT } from '#lib/lists/offered-categories.ts';
import { searchCategories } from '#lib/lists/search-categories.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

const COUNT = 20_000;
/** Bytes of all that can be chosen on a page, of however many categories. */
const MOST_BYTES = 20_000;
let scope: PersonScope;
let books: Books;

beforeAll(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

const search = async (query: string, contactId: string | null = null) =>
  (await searchCategories(scope, { workspace: 'COSTS', query, contactId })).map(({ name }) => name);

test('some hundreds of categories are sent with a page, and more are asked for', async () => {
  const few = await loadAllChoices(scope, 'COSTS');
  expect(few.hasManyAccounts).toBe(false);
  expect(few.accounts.map(({ id }) => id)).toContain(books.power);
  await db.$executeRaw`
    INSERT INTO "Account" ("id", "businessId", "connectionId", "ledgerId", "code", "name", "type", "class", "taxType", "isArchived")
    SELECT gen_random_uuid(), ${scope.businessId}::uuid, ${books.connectionId}::uuid, gen_random_uuid()::text,
      (10000 + n)::text, 'Kostenstelle ' || n, 'EXPENSE', 'EXPENSE', 'INPUT2', n = 1 FROM generate_series(1, ${COUNT}::int) AS n`;
  const many = await loadAllChoices(scope, 'COSTS');
  expect(many).toMatchObject({ hasManyAccounts: true, accounts: [] });
  expect(COUNT).toBeGreaterThan(MOST_SENT);
  // A rule or a rate says what it is coded to, of many too.
  const used = await loadAllChoices(scope, 'COSTS', { accountIds: [books.power] });
  expect(used.accounts.map(({ id }) => id)).toEqual([books.power]);

  const coded = { contactId: books.acme, accountId: books.power, taxRateId: books.vat20 };
  await db.item.create({ data: { businessId: scope.businessId, number: 1, ...coded } });
  const item = await getItem(scope, 'COSTS', 1);
  expect(item?.choices.accounts.map(({ id }) => id)).toEqual([books.power]);
  expect(JSON.stringify(item?.choices).length).toBeLessThan(MOST_BYTES);
  // What it is coded to is judged as among all.
  expect(item?.problems.filter(({ field }) => field === 'accountId')).toEqual([]);
});

test('what the contact’s items have comes first, then what others of late have, then the others by code', async () => {
  await db.item.create({
    data: { businessId: scope.businessId, number: 2, contactId: books.club, accountId: books.office },
  });
  const [first, second, ...others] = await search('', books.club);
  expect([first, second]).toEqual(['General Expenses', 'Light, Power, Heating']);
  expect(others).toHaveLength(48);
  expect((await search('', books.acme))[0]).toBe('Light, Power, Heating');
});

test('it is found by its code, by what its name begins with, and by any part, and none that is not offered', async () => {
  expect((await search('10077'))[0]).toBe('Kostenstelle 77');
  expect((await search('kostenstelle 19'))[0]).toBe('Kostenstelle 19');
  expect(await search('heat')).toEqual(['Light, Power, Heating']);
  expect(await search('kostenstelle 10001')).not.toContain('Kostenstelle 1');
  expect(await search('current account')).toEqual([]);
  const elsewhere = await aBusiness();
  expect(await searchCategories(elsewhere, { workspace: 'COSTS', query: 'heat', contactId: null })).toEqual([]);
});

test('each brings the tax rate that an item of it would have', async () => {
  const [found] = await searchCategories(scope, { workspace: 'COSTS', query: '10077', contactId: books.acme });
  expect(found).toMatchObject({ code: '10077', isOffered: true, suggested: { rateId: books.vat20 } });
});
