import { recoverSyncRuns } from '#lib/lists/recover-sync-runs.ts';
import { log } from '#lib/log.ts';
import { wakeDrains } from '#lib/publishing/wake-drains.ts';
import type { Handlers } from './lanes.ts';

/** Finds the work that a dead worker or a lost wake-up left behind. */
export const sweep: Handlers['sweep'] = async () => {
  const [drains, refreshes] = await Promise.all([wakeDrains(), recoverSyncRuns()]);
  if (drains + refreshes > 0) log.info({ drains, refreshes }, 'swept');
};
