import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { loadChoices } from '#lib/lists/load-choices.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

test("the supplier's rates come first, then what is used most, then the others of the side; the item itself says nothing", async () => {
  const scope = await aBusiness();
  const books = await someBooks(scope);
  const { businessId } = scope;
  const owner = { businessId, connectionId: books.connectionId };
  const rate = async (taxType: string, flags: object) =>
    (await db.taxRate.create({ data: { ...owner, taxType, name: taxType, effectiveRate: '0', ...flags } })).id;
  const spent = { canApplyToExpenses: true };
  const zero = await rate('ZERO', spent);
  const exempt = await rate('EXEMPT', spent);
  const unused = await rate('AAA', spent);
  const sales = await rate('A_SALES', { canApplyToRevenue: true });
  let number = 0;
  const item = (values: object) => {
    number += 1;
    return db.item.create({ data: { businessId, number, ...values } });
  };
  for (let count = 0; count < 3; count++) await item({ taxRateId: exempt });
  await item({ taxRateId: unused, deletedAt: new Date() });
  await item({ workspace: 'SALES', taxRateId: sales });
  const split = await item({ contactId: books.acme, taxRateId: exempt });
  await db.lineItem.create({ data: { businessId, itemId: split.id, position: 0, taxRateId: zero } });
  const { id: itemId } = await item({ contactId: books.acme, taxRateId: books.vat20 });

  const context = await loadReviewContext(db, scope, { contactIds: [books.acme] });
  const contact = { id: books.acme, name: 'Acme Ltd' };
  const { taxRates } = await loadChoices(
    db,
    businessId,
    context,
    { workspace: 'COSTS', accountIds: [], taxRateIds: [] },
    { itemId, workspace: 'COSTS', contact },
  );
  expect(taxRates.map(({ id, because }) => [id, because])).toEqual([
    [zero, expect.stringContaining('Acme Ltd')],
    [exempt, 'Used most'],
    [books.vat20, null],
    [unused, null],
    [sales, null],
  ]);
});
