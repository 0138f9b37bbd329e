import { runBulkEdit } from '#lib/coding/bulk/run-bulk-edit.ts';
import { publishCorrected } from '#lib/publishing/publish-corrected.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { Handlers } from './lanes.ts';

export const runBulkEditOf: Handlers['run-bulk-edit'] = async ({ bulkEditId }, { signal }) => {
  const isDone = await runBulkEdit(bulkEditId, { signal });
  if (isDone) await publishCorrected(bulkEditId);
  else throw new Postponed(new Date(), 'the worker is stopping');
};
