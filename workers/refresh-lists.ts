import { followMergedContacts } from '#lib/coding/follow-merged-contacts.ts';
import { refreshLists as refresh } from '#lib/lists/refresh-lists.ts';
import type { Handlers } from './lanes.ts';

export const refreshLists: Handlers['refresh-lists'] = async ({ syncRunId }, { signal }) => {
  await refresh(syncRunId, signal);
  await followMergedContacts();
};
