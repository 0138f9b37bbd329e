import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { getItem, getItemFacts } from '#lib/inbox/get-item.ts';
import { loadRows } from '#lib/inbox/list-inbox.ts';
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

  const edit = await statementsOf(async () => {
    const edited = await editItem(scope, { itemId, revision: 1, changes: { accountId: books.power } });
    expect(edited).toMatchObject({ ok: true, value: { revision: 2 } });
  });
  const facts = await statementsOf(() => getItemFacts(scope, itemId));
  const row = await statementsOf(() => loadRows(scope, [itemId]));
  for (const statements of [edit, facts, row]) expect(ofAllAccounts(statements)).toEqual([]);
  expect(edit.length).toBeLessThanOrEqual(24);
  expect(facts.length).toBeLessThanOrEqual(16);
  expect(row.length).toBeLessThanOrEqual(16);
  // What the page itself asks for is found by the same measure.
  expect(ofAllAccounts(await statementsOf(() => getItem(scope, 'COSTS', 1)))).not.toEqual([]);
});
