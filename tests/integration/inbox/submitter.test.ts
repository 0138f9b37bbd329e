import { beforeAll, expect, test } from 'vitest';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { storedReasons } from '#lib/ledger/stored-reasons.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let admin: PersonScope;
let sam: PersonScope;
let books: Books;

const reasons = storedReasons([
  { code: 'periodLocked', field: 'issuedOn', line: null, message: 'Date it after the lock.', ledgerText: 'Locked' },
]);

beforeAll(async () => {
  admin = await aBusiness();
  books = await someBooks(admin);
  const user = await db.user.create({ data: { email: 'sam@example.com', name: 'Sam', passwordHash: '-' } });
  sam = { ...admin, actor: { kind: 'person', userId: user.id, name: 'Sam', role: 'SUBMITTER' } };
  const item = await db.item.create({
    data: { businessId: admin.businessId, number: 1, submittedByUserId: user.id, refusal: reasons, reference: 'INV-7' },
  });
  await db.publication.create({
    data: {
      businessId: admin.businessId,
      connectionId: books.connectionId,
      itemId: item.id,
      itemRevision: 1,
      kind: 'BILL',
      publishAs: 'AUTHORISED',
      state: 'REJECTED',
      reasons,
      coding: {},
      requestedByName: 'Ada',
    },
  });
  await db.itemEvent.create({
    data: {
      businessId: admin.businessId,
      itemId: item.id,
      kind: 'publishRefused',
      actorKind: 'SYSTEM',
      actorName: 'Xero',
      detail: reasons,
    },
  });
});

/** All that the browser of this person is sent about the item. */
async function sent(scope: PersonScope) {
  const item = await getItem(scope, 'COSTS', 1);
  const { rows } = await listInbox(scope, 'COSTS', inboxQuerySchema.parse({}), { after: null, limit: 10 });
  return { item, rows, history: await itemHistory(scope, item?.id ?? '') };
}

test('who only added an item is told what is known of it and how far it is, and none of the orders to others', async () => {
  const { item, rows, history } = await sent(sam);
  expect(item).toMatchObject({ status: 'REFUSED', problems: [], refusal: [], coding: { reference: 'INV-7' } });
  expect(rows).toMatchObject([{ status: 'REFUSED', problems: [], toDo: [] }]);
  expect(history).toHaveLength(1);
  expect(JSON.stringify({ item, rows, history })).not.toMatch(/Date it after|"Locked"|Choose|Enter the|Correct what/);
});

test('nor the chart of accounts, which is not theirs to see', async () => {
  const { item } = await sent(sam);
  expect(item?.choices).toMatchObject({ accounts: [], taxRates: [], tracking: [], baseCurrency: 'GBP' });
});

test('who codes it is told all of them', async () => {
  const { item, rows, history } = await sent(admin);
  expect(item?.problems.map(({ code }) => code)).toContain('contactMissing');
  expect(item?.refusal).toHaveLength(1);
  expect(item?.choices.accounts).not.toEqual([]);
  expect(rows[0]?.toDo).toContain('Date it after the lock.');
  expect(history[0]?.notes).toEqual(['Date it after the lock.']);
});
