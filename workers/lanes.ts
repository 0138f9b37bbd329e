import { DelayedError, type Job, type Worker } from 'bullmq';
import { log } from '#lib/log.ts';
import { openQueue, openWorker } from '#lib/queue/backend.ts';
import { catalog, type JobName, type JobPayload, type Lane, lanes, schedules } from '#lib/queue/catalog.ts';
import { Postponed } from '#lib/queue/postponed.ts';

/** One handler per job of the catalogue: a missing or an extra one does not compile. */
export type Handlers = { [N in JobName]: (payload: JobPayload<N>, context: JobContext) => Promise<void> };

export type JobContext = {
  jobId: string;
  /** Aborted when the process has to end: finish the step at hand and return. */
  signal: AbortSignal;
};

/** A worker that is silent for this long is taken for dead, and its jobs are given to another. */
const LOCK_MS = 30_000;

/** Runs every lane's jobs until stopped, and sees to it that the scheduled ones come round. */
export async function startLanes(handlers: Handlers) {
  const ending = new AbortController();
  const workers: Worker[] = (Object.keys(lanes) as Lane[]).map((lane) => {
    const worker = openWorker(lane, (job, token) => run(job, token), {
      concurrency: lanes[lane].concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: LOCK_MS / 2,
      maxStalledCount: 5,
    });
    worker.on('error', (error) => log.warn({ err: error, lane }, 'queue connection'));
    worker.on('failed', (job, error) => log.error({ err: error, job: job?.name, jobId: job?.id }, 'job failed'));
    return worker;
  });
  await schedule();

  async function run(job: Job, token: string | undefined): Promise<void> {
    const name = job.name as JobName;
    if (!(name in handlers)) throw new Error(`No handler for job "${name}"`);
    const startedAt = performance.now();
    try {
      const payload = catalog[name].payload.parse(job.data);
      await handlers[name](payload as never, { jobId: job.id ?? '', signal: ending.signal });
      log.debug({ job: name, jobId: job.id, tookMs: Math.round(performance.now() - startedAt) }, 'job done');
    } catch (error) {
      if (!(error instanceof Postponed)) throw error;
      log.info({ job: name, jobId: job.id, until: error.until, why: error.message }, 'job postponed');
      await job.moveToDelayed(error.until.getTime(), token);
      throw new DelayedError();
    }
  }

  return {
    /** Takes no more jobs and waits for those in hand. */
    async stop() {
      ending.abort();
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

async function schedule(): Promise<void> {
  for (const [name, { everyMs }] of Object.entries(schedules)) {
    const { lane, attempts } = catalog[name as JobName];
    const queue = openQueue(lane);
    await queue.waitUntilReady();
    await queue.upsertJobScheduler(
      name,
      { every: everyMs },
      { name, data: {}, opts: { attempts, removeOnComplete: true, removeOnFail: { count: 20 } } },
    );
    await queue.close();
  }
}
