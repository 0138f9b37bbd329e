import { db } from '#lib/db.ts';
import { announce } from '#lib/events/announce.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { requestReview } from './request-review.ts';
import { gaveUp } from './sync-problem.ts';

const GIVE_UP_AFTER_MS = 24 * 60 * 60_000;
/** A run so young has its wake-up on the way. */
const FRESH_MS = 30_000;

/**
 * For the sweep: wakes a worker for each refresh whose worker died or whose wake-up was lost, and gives up those that
 * a day was not enough for. Returns how many were woken.
 */
export async function recoverSyncRuns(): Promise<number> {
  const now = Date.now();
  const hopeless = await db.syncRun.findMany({
    where: { status: { in: ['QUEUED', 'RUNNING'] }, createdAt: { lt: new Date(now - GIVE_UP_AFTER_MS) } },
    select: { id: true, businessId: true, connectionId: true },
    take: 1_000,
  });
  for (const { id, businessId, connectionId } of hopeless) {
    await db.$transaction(async (tx) => {
      const finishedAt = new Date();
      const given = { status: 'FAILED', finishedAt, error: gaveUp } as const;
      await tx.syncRun.updateMany({ where: { id, finishedAt: null }, data: { ...given, leaseUntil: null } });
      await tx.syncRunList.updateMany({ where: { syncRunId: id, status: { in: ['QUEUED', 'RUNNING'] } }, data: given });
      // What it read before is in the lists.
      await requestReview(tx, businessId);
      await announce(tx, { businessId, topic: 'sync', id: connectionId });
    });
  }
  const stranded = await db.syncRun.findMany({
    where: {
      createdAt: { lt: new Date(now - FRESH_MS) },
      OR: [
        { status: 'QUEUED', OR: [{ leaseUntil: null }, { leaseUntil: { lt: new Date(now) } }] },
        { status: 'RUNNING', leaseUntil: { lt: new Date(now) } },
      ],
    },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
    take: 1_000,
  });
  for (const { id } of stranded) await enqueue('refresh-lists', { syncRunId: id });
  return stranded.length;
}
