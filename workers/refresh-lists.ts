import { db } from '#lib/db.ts';
import { refreshLists as refresh } from '#lib/lists/refresh-lists.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { Handlers } from './lanes.ts';

/** What the books have for contacts by now may be worth a rule. */
export const refreshLists: Handlers['refresh-lists'] = async ({ syncRunId }, { signal }) => {
  await refresh(syncRunId, signal);
  const run = await db.syncRun.findFirst({
    where: { id: syncRunId, status: 'COMPLETE' },
    select: { businessId: true },
  });
  if (run) await enqueue('find-rules', { businessId: run.businessId });
};
