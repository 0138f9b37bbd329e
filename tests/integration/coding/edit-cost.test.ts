import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { getItem, getItemFacts } from '#lib/inbox/get-item.ts';
import { loadRows } from '#lib/inbox/list-inbox.ts';
import type { CheckedRevision } from '#lib/lists/review-context.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

/** The statements that go to the database meanwhile. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  const statements = query.mock.calls.map(([first]: unknown[]) => (first as { text?: string }).text ?? String(first));
  query.mockRestore();
  return statements;
}

/** Statements that read accounts, whichever there are. */
const ofAllAccounts = (statements: string[]) =>
  statements.filter((text) => /FROM "public"\."Account"/.test(text) && !/"Account"\."id" (=|IN)/.test(text));

test('an edit asks the database little, however large the chart of accounts, and so does what a page is told of it', async () => {
  const scope = await aBusiness();
  const { businessId } = scope;
  const books = await someBooks(scope);
  const power = await db.account.findUniqueOrThrow({ where: { id: books.power } });
  await db.account.createMany({
    data: Array.from({ length: 300 }, (_, index) => ({
      ...power,
      id: randomUUID(),
      ledgerId: randomUUID(),
      code: String(5_000 + index),
    })),
  });
  const values = { contactId: books.acme, taxRateId: books.vat20, currency: 'GBP', total: '120.00' };
  const { id: itemId } = await db.item.create({ data: { businessId, number: 1, ...values } });

  // Whoever edits it has its page open.
  await getItem(scope, 'COSTS', 1);
  const checked: CheckedRevision[] = [];
  const edit = await statementsOf(async () => {
    const edited = await editItem(scope, { itemId, revision: 1, changes: { accountId: books.power } });
    if (edited.ok) checked.push(edited.value);
  });
  const [ours] = checked;
  expect(ours).toMatchObject({ revision: 2 });
  if (!ours) return;
  const facts = await statementsOf(() => getItemFacts(scope, itemId, ours));
  const row = await statementsOf(() => loadRows(scope, [itemId], { checked: ours }));
  for (const statements of [edit, facts, row]) expect(ofAllAccounts(statements)).toEqual([]);
  expect(edit.length).toBeLessThanOrEqual(24);
  expect(facts.length).toBeLessThanOrEqual(7);
  expect(row.length).toBeLessThanOrEqual(9);
  // What the page itself asks for is found by the same measure.
  expect(ofAllAccounts(await statementsOf(() => getItem(scope, 'COSTS', 1)))).not.toEqual([]);
});

test('what a page is told after an edit holds what somebody else has changed since', async () => {
  const scope = await aBusiness();
  const { businessId } = scope;
  const books = await someBooks(scope);
  const { id: itemId } = await db.item.create({ data: { businessId, number: 1, currency: 'GBP' } });
  const edited = await editItem(scope, { itemId, revision: 1, changes: { reference: 'A' } });
  await editItem(scope, { itemId, revision: 2, changes: { contactId: books.acme } });
  if (!edited.ok) throw new Error(edited.error.message);
  expect(await getItemFacts(scope, itemId, edited.value)).toMatchObject({ contact: { name: 'Acme Ltd' } });
  expect(await loadRows(scope, [itemId], { checked: edited.value })).toMatchObject([{ contact: 'Acme Ltd' }]);
});
