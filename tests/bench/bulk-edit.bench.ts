import { expect, test } from 'vitest';
import { applyBulkEdit, undoBulkEdit } from '#lib/coding/bulk/ask-for-bulk-edit.ts';
import { previewBulkEdit } from '#lib/coding/bulk/preview-bulk-edit.ts';
import { runBulkEdit } from '#lib/coding/bulk/run-bulk-edit.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { isFull, measured, msOf } from './measure.ts';

/* What a bulk edit of many costs an item, beside the same edits one by one. */

const ITEMS = isFull ? 1_000 : 250;

test('a bulk edit, from the preview to its end, and back', { timeout: 600_000 }, async () => {
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

  const anchor = await msOf(async () => {
    for (const { id } of alone) await editItem(scope, { itemId: id, revision: 1, changes: set });
  });
  let bulkEditId = '';
  const previewMs = await msOf(async () => {
    const seen = await previewBulkEdit(scope, { itemIds, values: set, workspace: 'COSTS' });
    if (seen.ok) ({ bulkEditId } = seen.value);
  });
  const editMs = await msOf(async () => {
    await applyBulkEdit(scope, bulkEditId);
    await runBulkEdit(bulkEditId);
  });
  expect(await db.item.count({ where: { businessId, reference: 'BULK', revision: 2 } })).toBe(2 * ITEMS);
  const undoMs = await msOf(async () => {
    await undoBulkEdit(scope, bulkEditId);
    await runBulkEdit(bulkEditId);
  });
  expect(await db.item.count({ where: { businessId, reference: null, revision: 3 } })).toBe(ITEMS);
  const of = `of ${ITEMS} items`;
  measured({
    name: `bulk edit ${of}, over one by one`,
    value: editMs,
    anchor,
    unit: 'ms',
    aim: { most: 1, of: 'ratio' },
  });
  measured({
    name: `its preview, over the edit`,
    value: previewMs,
    anchor: editMs,
    unit: 'ms',
    aim: { most: 0.2, of: 'ratio' },
  });
  measured({
    name: `its undo, over the edit`,
    value: undoMs,
    anchor: editMs,
    unit: 'ms',
    aim: { most: 1.5, of: 'ratio' },
  });
});
