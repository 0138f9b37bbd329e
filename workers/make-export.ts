import { makeExport } from '#lib/inbox/export/make-export.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { Handlers } from './lanes.ts';

export const makeExportOf: Handlers['make-export'] = async ({ exportId }, { signal }) => {
  const isDone = await makeExport(exportId, { signal });
  if (!isDone) throw new Postponed(new Date(), 'the worker is stopping');
};
