import { z } from 'zod';

/** A job's contract: ids only, since Postgres holds the truth and the queue merely wakes workers. */
export type JobDefinition = {
  payload: z.ZodObject;
  /** Tries before the job is given up; the sweep finds unfinished work again. */
  attempts: number;
  /** First delay between tries; doubles each time. */
  backoffMs: number;
  /** While a job with the same value of this payload field waits, another is not added. */
  deduplicateBy: string | null;
  /** How many run at once in one worker process. */
  concurrency: number;
  /** A running job whose worker is silent for this long is given to another. */
  lockMs: number;
};

const seconds = (count: number) => count * 1_000;

/** Every job there is. workers/handlers.ts has to hold one handler for each, or it does not compile. */
export const catalog = {
  'drain-publications': {
    payload: z.object({ connectionId: z.uuid() }),
    attempts: 8,
    backoffMs: seconds(5),
    deduplicateBy: 'connectionId',
    concurrency: 4,
    lockMs: seconds(60),
  },
  'refresh-lists': {
    payload: z.object({ syncRunId: z.uuid() }),
    attempts: 5,
    backoffMs: seconds(30),
    deduplicateBy: 'syncRunId',
    concurrency: 2,
    lockMs: seconds(60),
  },
  'refresh-due-lists': {
    payload: z.object({}),
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: null,
    concurrency: 1,
    lockMs: seconds(60),
  },
  'keep-grants-alive': {
    payload: z.object({}),
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: null,
    concurrency: 1,
    lockMs: seconds(60),
  },
  sweep: {
    payload: z.object({}),
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: null,
    concurrency: 1,
    lockMs: seconds(60),
  },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof catalog;
export type JobPayload<N extends JobName> = z.infer<(typeof catalog)[N]['payload']>;

/** Jobs that start by themselves. */
export const schedules = {
  'refresh-due-lists': seconds(5 * 60),
  'keep-grants-alive': seconds(60 * 60),
  sweep: seconds(30),
} as const satisfies Partial<Record<JobName, number>>;
