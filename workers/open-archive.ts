import { openArchive } from '#lib/intake/arrivals/open-archive.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { Handlers } from './lanes.ts';

export const openArchiveOf: Handlers['open-archive'] = async ({ arrivalId }, { signal }) => {
  const isDone = await openArchive(arrivalId, { signal });
  if (!isDone) throw new Postponed(new Date(), 'the worker is stopping');
};
