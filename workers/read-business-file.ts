import { runReading } from '#lib/business-file/reading/run-reading.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { Handlers } from './lanes.ts';

export const readBusinessFile: Handlers['read-business-file'] = async ({ readingId }, { signal }) => {
  const isDone = await runReading(readingId, { signal });
  if (!isDone) throw new Postponed(new Date(), 'the worker is stopping');
};
