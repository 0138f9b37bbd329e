import { emptyOldBins } from '#lib/inbox/bin/delete-for-good.ts';
import { log } from '#lib/log.ts';
import { removeDiscarded } from '#lib/storage/discard-files.ts';
import type { Handlers } from './lanes.ts';

/** What has been in a bin for its days goes, then the files that nothing names any more. */
export const emptyBins: Handlers['empty-bin'] = async (_, { signal }) => {
  const items = await emptyOldBins(signal);
  while (!signal.aborted && (await removeDiscarded()));
  if (items > 0) log.info({ items }, 'emptied the bins of what was old');
};
