import { runBulkEdit } from '#lib/coding/bulk/run-bulk-edit.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { Handlers } from './lanes.ts';

export const runBulkEditOf: Handlers['run-bulk-edit'] = async ({ bulkEditId }, { signal }) => {
  const isDone = await runBulkEdit(bulkEditId, { signal });
  if (!isDone) throw new Postponed(new Date(), 'the worker is stopping');
};
