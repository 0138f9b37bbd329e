import { countLostKeys } from '#lib/connections/lost-keys.ts';
import { db } from '#lib/db.ts';
import { log } from '#lib/log.ts';
import { queueDepth } from '#lib/queue/enqueue.ts';

/** A worker beats every 8 seconds; one that is silent for longer than this is taken to be dead. */
const HEARTBEAT_MAX_AGE_MS = 25_000;
const ANSWER_WITHIN_MS = 3_000;

export type Health = { isWell: boolean; parts: Record<'database' | 'queue' | 'worker' | 'keys', 'ok' | 'failing'> };

/** What has to work for people to work. Says which part fails; why is in the log alone. */
export async function health(now: Date): Promise<Health> {
  const [database, queue, worker, keys] = await Promise.all([
    check('database', () => db.$queryRaw`SELECT 1`),
    check('queue', queueDepth),
    check('worker', () => recentHeartbeat(now)),
    check('keys', keysAtHand),
  ]);
  const parts = { database, queue, worker, keys };
  return { isWell: Object.values(parts).every((part) => part === 'ok'), parts };
}

async function recentHeartbeat(now: Date): Promise<void> {
  const newest = await db.workerHeartbeat.findFirst({ orderBy: { beatAt: 'desc' }, select: { beatAt: true } });
  const ageMs = newest ? now.getTime() - newest.beatAt.getTime() : Number.POSITIVE_INFINITY;
  if (ageMs > HEARTBEAT_MAX_AGE_MS) throw new Error('no worker has given a sign of life');
}

async function keysAtHand(): Promise<void> {
  const lost = await countLostKeys();
  if (lost > 0) throw new Error(`ENCRYPTION_KEYS does not open the tokens of ${lost} authorisations`);
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
