import { db } from '#lib/db.ts';
import { log } from '#lib/log.ts';
import { queueDepth } from '#lib/queue/enqueue.ts';

/** A worker beats every 15 seconds; one that is silent for longer than this is taken to be dead. */
const HEARTBEAT_MAX_AGE_MS = 90_000;
const ANSWER_WITHIN_MS = 3_000;

export type Health = { isWell: boolean; parts: Record<'database' | 'queue' | 'worker', 'ok' | 'failing'> };

/** What has to work for people to work. Says which part fails; why is in the log alone. */
export async function health(now: Date): Promise<Health> {
  const [database, queue, worker] = await Promise.all([
    check('database', () => db.$queryRaw`SELECT 1`),
    check('queue', queueDepth),
    check('worker', () => recentHeartbeat(now)),
  ]);
  return { isWell: [database, queue, worker].every((part) => part === 'ok'), parts: { database, queue, worker } };
}

async function recentHeartbeat(now: Date): Promise<void> {
  const newest = await db.workerHeartbeat.findFirst({ orderBy: { beatAt: 'desc' }, select: { beatAt: true } });
  const ageMs = newest ? now.getTime() - newest.beatAt.getTime() : Number.POSITIVE_INFINITY;
  if (ageMs > HEARTBEAT_MAX_AGE_MS) throw new Error('no worker has given a sign of life');
}

async function check(part: string, run: () => PromiseLike<unknown>): Promise<'ok' | 'failing'> {
  const tooLate = AbortSignal.timeout(ANSWER_WITHIN_MS);
  try {
    await Promise.race([
      run(),
      new Promise((_, reject) => tooLate.addEventListener('abort', () => reject(tooLate.reason))),
    ]);
    return 'ok';
  } catch (error) {
    log.warn({ err: error, part }, 'health check failed');
    return 'failing';
  }
}
