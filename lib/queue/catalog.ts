import { availableParallelism } from 'node:os';
import { z } from 'zod';

/**
 * People wait for the first two lanes and, with patience, for the reading of documents; nobody waits for the others, of
 * which the last has what takes hours. Each lane has its own workers. Reading is work for a processor: one at a time on each but one, which stays for people. What publishes mostly
 * waits for the ledger's answers: so many connections come forward at once, and how many requests are under way is for
 * lib/publishing/dispatch/side-by-side.ts to bound.
 */
export const lanes = {
  people: { concurrency: 6 },
  publishing: { concurrency: 250 },
  reading: { concurrency: Math.max(1, availableParallelism() - 1) },
  background: { concurrency: 3 },
  long: { concurrency: 2 },
} as const;
export type Lane = keyof typeof lanes;

/** A job's contract: ids only, since Postgres holds the truth and the queue merely wakes workers. */
export type JobDefinition = {
  payload: z.ZodObject;
  lane: Lane;
  /** Tries before the job is given up; the sweep finds unfinished work again. */
  attempts: number;
  /** First delay between tries; doubles each time. */
  backoffMs: number;
  /** At most one job with the same value of this payload field runs and one waits. */
  deduplicateBy: string | null;
};

const seconds = (count: number) => count * 1_000;

/** Every job there is. workers/handlers.ts has to hold one handler for each, or it does not compile. */
export const catalog = {
  'drain-publications': {
    payload: z.object({ connectionId: z.uuid() }),
    lane: 'publishing',
    attempts: 8,
    backoffMs: seconds(5),
    deduplicateBy: 'connectionId',
  },
  /** One that is lost is made at publishing. */
  'create-contact': {
    payload: z.object({ contactId: z.uuid() }),
    lane: 'people',
    attempts: 5,
    backoffMs: seconds(10),
    deduplicateBy: 'contactId',
  },
  /** One that is lost is asked for again by whoever waits. */
  'read-open-documents': {
    payload: z.object({ contactId: z.uuid() }),
    lane: 'people',
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: 'contactId',
  },
  'refresh-lists': {
    payload: z.object({ syncRunId: z.uuid() }),
    lane: 'background',
    attempts: 5,
    backoffMs: seconds(30),
    deduplicateBy: 'syncRunId',
  },
  'send-mail': {
    payload: z.object({ mailId: z.uuid() }),
    lane: 'people',
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: 'mailId',
  },
  /** Woken by the sweep alone. */
  'delete-business': {
    payload: z.object({ businessId: z.uuid() }),
    lane: 'background',
    attempts: 3,
    backoffMs: seconds(30),
    deduplicateBy: 'businessId',
  },
  'read-bounces': {
    payload: z.object({}),
    lane: 'background',
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: null,
  },
  'review-items': {
    payload: z.object({ businessId: z.uuid() }),
    lane: 'background',
    attempts: 3,
    backoffMs: seconds(10),
    deduplicateBy: 'businessId',
  },
  'merge-lists': {
    payload: z.object({ mergeId: z.uuid() }),
    lane: 'background',
    attempts: 5,
    backoffMs: seconds(10),
    deduplicateBy: 'mergeId',
  },
  /** Lets rules have their turn on what waits for it; the sweep wakes one for what is left. */
  'apply-rules': {
    payload: z.object({ businessId: z.uuid() }),
    lane: 'people',
    attempts: 3,
    backoffMs: seconds(5),
    deduplicateBy: 'businessId',
  },
  /** Looks for twins of what arrived or changed; the sweep wakes one for what is left. */
  'find-duplicates': {
    payload: z.object({ businessId: z.uuid() }),
    lane: 'people',
    attempts: 3,
    backoffMs: seconds(5),
    deduplicateBy: 'businessId',
  },
  /** Finds out what some documents look like; the sweep wakes one while there are others. */
  'hash-pictures': {
    payload: z.object({}),
    lane: 'background',
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: null,
  },
  /** Looks for rules to suggest; the sweep wakes one where people have decided more since. */
  'find-rules': {
    payload: z.object({ businessId: z.uuid() }),
    lane: 'background',
    attempts: 2,
    backoffMs: seconds(30),
    deduplicateBy: 'businessId',
  },
  /** Judges ready items and publishes those whose time has come; the sweep wakes one for what is left. */
  'auto-publish': {
    payload: z.object({ businessId: z.uuid() }),
    lane: 'background',
    attempts: 3,
    backoffMs: seconds(10),
    deduplicateBy: 'businessId',
  },
  /** Goes on where the last one stopped; the sweep wakes one for those that nobody goes on with. */
  'run-bulk-edit': {
    payload: z.object({ bulkEditId: z.uuid() }),
    lane: 'people',
    attempts: 5,
    backoffMs: seconds(5),
    deduplicateBy: 'bulkEditId',
  },
  /** Goes on with items that new tax settings code; the sweep wakes one for those that nobody goes on with. */
  'code-tax-anew': {
    payload: z.object({ taxChangeId: z.uuid() }),
    lane: 'people',
    attempts: 5,
    backoffMs: seconds(5),
    deduplicateBy: 'taxChangeId',
  },
  /** Reads whatever waits, until nothing does; the sweep wakes one for what is left. */
  'read-documents': {
    payload: z.object({}),
    lane: 'reading',
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: null,
  },
  /** Goes on where the last one stopped; the sweep wakes one for those that nobody goes on with. */
  'open-archive': {
    payload: z.object({ arrivalId: z.uuid() }),
    lane: 'background',
    attempts: 3,
    backoffMs: seconds(5),
    deduplicateBy: 'arrivalId',
  },
  /** Begins anew where a try has died; the sweep wakes one for those that nobody makes. */
  'make-export': {
    payload: z.object({ exportId: z.uuid() }),
    lane: 'background',
    attempts: 3,
    backoffMs: seconds(5),
    deduplicateBy: 'exportId',
  },
  /** Goes on with a run of a scheduled export; the sweep wakes one for each that is due. */
  'run-scheduled-export': {
    payload: z.object({ runId: z.uuid() }),
    lane: 'people',
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: 'runId',
  },
  /** Begins anew where a try has died; the sweep wakes one for those that nobody makes. */
  'make-claim-file': {
    payload: z.object({ claimId: z.uuid() }),
    lane: 'people',
    attempts: 3,
    backoffMs: seconds(5),
    deduplicateBy: 'claimId',
  },
  'gather-due-claims': {
    payload: z.object({}),
    lane: 'background',
    attempts: 1,
    backoffMs: seconds(60),
    deduplicateBy: null,
  },
  'make-business-file': {
    payload: z.object({ fileId: z.uuid() }),
    lane: 'long',
    attempts: 3,
    backoffMs: seconds(10),
    deduplicateBy: 'fileId',
  },
  /** The same: a try that died has written nothing. */
  'read-business-file': {
    payload: z.object({ readingId: z.uuid() }),
    lane: 'long',
    attempts: 3,
    backoffMs: seconds(10),
    deduplicateBy: 'readingId',
  },
  'read-exchange-rates': {
    payload: z.object({}),
    lane: 'background',
    attempts: 3,
    backoffMs: seconds(5 * 60),
    deduplicateBy: null,
  },
  'follow-documents': {
    payload: z.object({ connectionId: z.uuid() }),
    lane: 'background',
    attempts: 3,
    backoffMs: seconds(30),
    deduplicateBy: 'connectionId',
  },
  'mirror-books': {
    payload: z.object({ connectionId: z.uuid() }),
    lane: 'background',
    attempts: 3,
    backoffMs: seconds(30),
    deduplicateBy: 'connectionId',
  },
  'follow-due-documents': {
    payload: z.object({}),
    lane: 'background',
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: null,
  },
  'refresh-due-lists': {
    payload: z.object({}),
    lane: 'background',
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: null,
  },
  'keep-grants-alive': {
    payload: z.object({}),
    lane: 'background',
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: null,
  },
  /** What has been in a bin for its days, and files that nothing names any more. */
  'empty-bin': {
    payload: z.object({}),
    lane: 'background',
    attempts: 1,
    backoffMs: seconds(5),
    deduplicateBy: null,
  },
  sweep: { payload: z.object({}), lane: 'people', attempts: 1, backoffMs: seconds(5), deduplicateBy: null },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof catalog;
export type JobPayload<N extends JobName> = z.infer<(typeof catalog)[N]['payload']>;

/** Jobs that start by themselves, and how often. */
export const schedules = {
  'refresh-due-lists': { everyMs: seconds(5 * 60) },
  'follow-due-documents': { everyMs: seconds(60) },
  'keep-grants-alive': { everyMs: seconds(60 * 60) },
  'empty-bin': { everyMs: seconds(60 * 60) },
  'read-bounces': { everyMs: seconds(2 * 60) },
  'gather-due-claims': { everyMs: seconds(60 * 60) },
  'read-exchange-rates': { everyMs: seconds(4 * 60 * 60) },
  sweep: { everyMs: seconds(15) },
} as const satisfies Partial<Record<JobName, { everyMs: number }>>;
