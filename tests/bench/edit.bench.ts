import { expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { getItemFacts } from '#lib/inbox/get-item.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { isFull, measured, median, msOf, p95 } from './measure.ts';

const AT_ONCE = 8;
const ROUNDS = isFull ? 200 : 50;

test('edits of eight people at once, each with what their page is told', { timeout: 120_000 }, async () => {
  const scope = await aBusiness();
  const { businessId } = scope;
  const books = await someBooks(scope);
  const values = { contactId: books.acme, taxRateId: books.vat20, currency: 'GBP', total: '120.00', reference: '0' };
  const items = await db.item.createManyAndReturn({
    data: Array.from({ length: AT_ONCE }, (_, index) => ({ businessId, number: index + 1, ...values })),
    select: { id: true },
  });

  /** As the action of the item's page does it. */
  async function edit(itemId: string, round: number): Promise<void> {
    const accountId = round % 2 === 0 ? books.power : books.office;
    const changes = { accountId, reference: `INV-${round}` };
    const edited = await editItem(scope, { itemId, revision: round, changes });
    expect(edited.ok && (await getItemFacts(scope, itemId, edited.value))?.revision).toBe(round + 1);
  }

  const together: number[] = [];
  const alone: number[] = [];
  let round = 1;
  for (; round <= ROUNDS; round++) {
    const samples = await Promise.all(items.map(({ id }) => msOf(() => edit(id, round))));
    // The first rounds fill caches.
    if (round > 3) together.push(...samples);
  }
  const [first] = items;
  for (const end = round + ROUNDS; first && round < end; round++) alone.push(await msOf(() => edit(first.id, round)));
  measured({
    name: `edit, p95, ${AT_ONCE} at once, over one alone`,
    value: p95(together),
    anchor: median(alone),
    unit: 'ms',
    aim: { most: 150, of: 'value' },
  });
});
