import { makeBusinessFile } from '#lib/business-file/make-business-file.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { Handlers } from './lanes.ts';

export const makeBusinessFileOf: Handlers['make-business-file'] = async ({ fileId }, { signal }) => {
  const isDone = await makeBusinessFile(fileId, { signal });
  if (!isDone) throw new Postponed(new Date(), 'the worker is stopping');
};
