import { carryOutMerge } from '#lib/coding/merge-lists/carry-out-merge.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { Handlers } from './lanes.ts';

export const mergeListsOf: Handlers['merge-lists'] = async ({ mergeId }, { signal }) => {
  const isDone = await carryOutMerge(mergeId, signal);
  if (!isDone) throw new Postponed(new Date(), 'the worker is stopping');
};
