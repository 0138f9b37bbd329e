import type { Queue } from 'bullmq';
import { log } from '#lib/log.ts';
import { openQueue } from './backend.ts';
import { catalog, type JobDefinition, type JobName, type JobPayload, type Lane } from './catalog.ts';

/** A queue that does not answer within this time is taken to be away. */
const ANSWER_WITHIN_MS = 2_000;

const held = globalThis as { intrayQueues?: Map<Lane, Queue> };
held.intrayQueues ??= new Map();
const queues = held.intrayQueues;

function queueFor(lane: Lane): Queue {
  let queue = queues.get(lane);
  if (!queue) {
    queue = openQueue(lane);
    queue.on('error', (error) => log.warn({ err: error, lane }, 'queue connection'));
    queues.set(lane, queue);
  }
  return queue;
}

/**
 * Wakes a worker. Call it after the transaction that stored the work has committed. It never throws: the work is a
 * row that the sweep finds, so a queue that is away costs seconds, not the work.
 */
export async function enqueue<N extends JobName>(name: N, payload: JobPayload<N>): Promise<void> {
  const job: JobDefinition = catalog[name];
  const subject = job.deduplicateBy && String((payload as Record<string, unknown>)[job.deduplicateBy]);
  try {
    const added = queueFor(job.lane).add(name, payload, {
      attempts: job.attempts,
      backoff: { type: 'exponential', delay: job.backoffMs },
      removeOnComplete: { age: 3_600, count: 1_000 },
      removeOnFail: { age: 7 * 24 * 3_600, count: 1_000 },
      // A running job may have passed the new work already, so one more runs after it; a delayed one is brought forward.
      ...(subject && { deduplication: { id: `${name}:${subject}`, keepLastIfActive: true, reschedule: true } }),
    });
    await soon(added);
  } catch (error) {
    log.error({ err: error, job: name }, 'could not wake a worker; the sweep will find the work');
  }
}

/** Jobs waiting or running, per lane, without each schedule's next one; throws when the queue is away. */
export async function queueDepth(): Promise<Record<Lane, number>> {
  const count = async (lane: Lane) => {
    const queue = queueFor(lane);
    const [jobs, delayed, schedules] = await Promise.all([
      queue.getJobCountByTypes('waiting', 'active', 'prioritized'),
      queue.getJobCountByTypes('delayed'),
      queue.getJobSchedulersCount(),
    ]);
    return jobs + Math.max(0, delayed - schedules);
  };
  const [people, publishing, reading, background, long] = await soon(
    Promise.all([count('people'), count('publishing'), count('reading'), count('background'), count('long')]),
  );
  return { people, publishing, reading, background, long };
}

/** Ends the connections to the queue, so that a process can end. */
export async function closeQueues(): Promise<void> {
  const closing = [...queues.values()].map((queue) => soon(queue.close()).catch(() => queue.disconnect()));
  queues.clear();
  await Promise.all(closing);
}

/** The promise's outcome, or a rejection when it takes too long; BullMQ itself waits for a lost Redis without end. */
async function soon<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_WITHIN_MS} ms`)), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
