import { expect, test } from 'vitest';
import { previewBulkEdit } from '#lib/coding/bulk/preview-bulk-edit.ts';
import { runBulkEdit } from '#lib/coding/bulk/run-bulk-edit.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { isFull, measured, msOf } from './measure.ts';

/* What an edit of many items costs, beside the same edits one by one: by turns, so that both meet the same machine. */

const ITEMS = isFull ? 1_000 : 200;

test('an edit of many items, from the preview to its end, and back', { timeout: 900_000 }, async () => {
  const scope = await aBusiness();
  const { businessId } = scope;
  const books = await someBooks(scope);
  const values = { contactId: books.acme, taxRateId: books.vat20, currency: 'GBP', total: '120.00' };
  const make = async (from: number) =>
    db.item.createManyAndReturn({
      data: Array.from({ length: ITEMS }, (_, index) => ({ businessId, number: from + index, ...values })),
      select: { id: true },
    });
  const [alone, together] = [await make(1), await make(10_001)];
  const set = { accountId: books.power, reference: 'BULK' };
  const itemIds = together.map(({ id }) => id);
  let id = '';
  const preview = await msOf(async () => {
    const seen = await previewBulkEdit(scope, { itemIds, values: set, workspace: 'COSTS' });
    if (seen.ok) id = seen.value.bulkEditId;
  });

  /** One batch after the other until it is done, each with as many of `single` beside it. */
  async function byBatches(state: 'APPLYING' | 'UNDOING', single: (itemId: string) => Promise<unknown>) {
    await db.bulkEdit.update({ where: { id }, data: { state } });
    const ms = { batches: 0, singles: 0 };
    const left = alone.map((item) => item.id);
    for (let isDone = false; !isDone; ) {
      ms.batches += await msOf(async () => {
        isDone = await runBulkEdit(id, { untilMs: 0 });
      });
      ms.singles += await msOf(async () => {
        for (const itemId of left.splice(0, 25)) await single(itemId);
      });
    }
    return ms;
  }

  const edits = await byBatches('APPLYING', (itemId) => editItem(scope, { itemId, revision: 1, changes: set }));
  expect(await db.item.count({ where: { businessId, reference: 'BULK', revision: 2 } })).toBe(2 * ITEMS);
  const before = { accountId: null, reference: null };
  const undoing = { revision: 2, changes: before, was: set, undoes: 2 };
  const undos = await byBatches('UNDOING', (itemId) => editItem(scope, { itemId, ...undoing }));
  expect(await db.item.count({ where: { businessId, reference: null, revision: 3 } })).toBe(2 * ITEMS);

  const of = `${ITEMS} items`;
  const aim = (most: number) => ({ most, of: 'ratio' }) as const;
  const { batches: value, singles: anchor } = edits;
  measured({ name: `bulk edit of ${of}, over one by one`, value, anchor, unit: 'ms', aim: aim(1) });
  measured({ name: `its preview, over the edit`, value: preview, anchor: value, unit: 'ms', aim: aim(0.2) });
  measured({ name: `its undo, over one by one`, value: undos.batches, anchor: undos.singles, unit: 'ms', aim: aim(1) });
});
