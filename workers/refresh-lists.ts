import { refreshLists as refresh } from '#lib/lists/refresh-lists.ts';
import type { Handlers } from './lanes.ts';

export const refreshLists: Handlers['refresh-lists'] = ({ syncRunId }, { signal }) => refresh(syncRunId, signal);
