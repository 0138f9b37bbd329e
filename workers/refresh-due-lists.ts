import { startDueRefreshes } from '#lib/lists/start-due-refreshes.ts';
import type { Handlers } from './lanes.ts';

export const refreshDueLists: Handlers['refresh-due-lists'] = async () => {
  await startDueRefreshes();
};
