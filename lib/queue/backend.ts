import {
  createPostgresBackend,
  type Processor,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import { env } from '#lib/env.ts';
import type { Lane } from './catalog.ts';

/**
 * BullMQ on Redis when REDIS_URL is set, else on the database we have anyway: the embedded mode needs no Redis.
 * Both are only ways to wake a worker; see docs/decisions.
 */
const onPostgres = withBackend(createPostgresBackend);

const queueName = (lane: Lane) => `intray-${lane}`;

/** The side that adds jobs fails fast, so that a request never hangs on a queue that is away. */
export function openQueue(lane: Lane, options: Omit<QueueOptions, 'connection'> = {}): Queue {
  const { REDIS_URL } = env();
  if (REDIS_URL) {
    const connection = { url: REDIS_URL, maxRetriesPerRequest: 1, enableOfflineQueue: false };
    return new Queue(queueName(lane), { ...options, connection });
  }
  return new onPostgres.Queue(queueName(lane), { ...options, connection: postgres(2) }) as unknown as Queue;
}

/** The side that runs jobs waits for its queue for as long as it takes. */
export function openWorker(lane: Lane, run: Processor, options: Omit<WorkerOptions, 'connection'>): Worker {
  const { REDIS_URL } = env();
  if (REDIS_URL) {
    const connection = { url: REDIS_URL, maxRetriesPerRequest: null };
    return new Worker(queueName(lane), run, { ...options, connection });
  }
  return new onPostgres.Worker(queueName(lane), run, { ...options, connection: postgres(4) }) as unknown as Worker;
}

function postgres(max: number) {
  return { connectionString: env().DATABASE_URL, max, migrate: true, schema: 'queue' };
}
