import { z } from 'zod';
import { db } from '#lib/db.ts';
import {
  MAX_FILE_BYTES,
  PART_BYTES,
  READING_DAYS,
  type ReadingProblem,
  readingProblems,
} from '#lib/domain/business-file/business-file.ts';
import { fileCounts } from '#lib/domain/business-file/manifest.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { textSchema } from '#lib/domain/text.ts';
import { announce } from '#lib/events/announce.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { MAX_BUSINESSES, mayMakeBusiness } from '#lib/team/make-business.ts';
import type { BusinessReading, BusinessReadingState } from '#prisma/generated/client.ts';
import { SILENT_SECONDS } from '../silent-seconds.ts';
import { readingKey } from './open-file.ts';

/** Of a business, that are not at their end: each lies in the storage. */
const MAX_OPEN = 3;
const MAX_SWEPT = 100;
const open: BusinessReadingState[] = ['UPLOADING', 'CHECKING', 'CHECKED', 'READING'];

const summarySchema = z.object({
  madeAt: z.string(),
  madeBy: z.string(),
  business: z.object({ id: z.string(), name: z.string() }),
  organisations: z.array(z.string()),
  members: z.array(z.string()),
  counts: fileCounts,
});

/** A file that is read back in, as a page shows it. */
export type ReadingRow = {
  id: string;
  /** An ISO instant. */
  at: string;
  byName: string;
  fileName: string;
  byteSize: number;
  received: number;
  state: BusinessReadingState;
  done: number;
  total: number;
  problem: string | null;
  name: string | null;
  /** What is in it, once it is checked. */
  summary: z.infer<typeof summarySchema> | null;
  /** When the same file was read back in before, by whom, and as what, where that business is there still. */
  before: { at: string; byName: string; name: string }[];
  /** The business that came of it, for who is in it. */
  made: { slug: string; name: string } | null;
};

/** Those of the business, newest first. */
export async function listReadings(scope: PersonScope): Promise<ReadingRow[]> {
  const found = await db.businessReading.findMany({
    where: { businessId: scope.businessId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 10,
  });
  return Promise.all(found.map((reading) => rowOf(scope, reading)));
}

async function rowOf({ actor }: PersonScope, reading: BusinessReading): Promise<ReadingRow> {
  const { id, at, byName, fileName, state, done, total, name, problem, summary, fileId, madeBusinessId } = reading;
  const read = summarySchema.safeParse(summary);
  const made =
    madeBusinessId &&
    (await db.business.findFirst({
      where: { id: madeBusinessId, memberships: { some: { userId: actor.userId } } },
      select: { slug: true, name: true },
    }));
  return {
    ...{ id, byName, fileName, state, done, total, name },
    at: at.toISOString(),
    byteSize: Number(reading.byteSize),
    received: Number(reading.received),
    problem: problem === null ? null : (readingProblems[problem as ReadingProblem] ?? readingProblems.unexpected),
    summary: read.success ? read.data : null,
    before: state === 'CHECKED' && fileId ? await readBefore(fileId) : [],
    made: made || null,
  };
}

/** Of all businesses: whoever holds the file may know what became of it here. */
async function readBefore(fileId: string): Promise<ReadingRow['before']> {
  const found = await db.$queryRaw<{ at: Date; byName: string; name: string }[]>`
    SELECT r."finishedAt" AS "at", r."byName", b."name" FROM "BusinessReading" r
      JOIN "Business" b ON b."id" = r."madeBusinessId"
     WHERE r."fileId" = ${fileId}::uuid AND r."state" = 'DONE' ORDER BY r."finishedAt" DESC LIMIT 5`;
  return found.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

export const beginReadingInput = z.object({
  fileName: z.string().max(1_000),
  byteSize: z.number().int().positive(),
});

/** Makes ready for a file's parts. */
export async function beginReading(
  scope: PersonScope,
  { fileName, byteSize }: z.output<typeof beginReadingInput>,
): Promise<Result<{ id: string; partBytes: number }>> {
  const { businessId, actor, origin } = scope;
  const refusal = await mayRead(actor.userId);
  if (!refusal.ok) return refusal;
  if (byteSize > MAX_FILE_BYTES) return failure('tooLarge', readingProblems.tooLarge);
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    if ((await transaction.businessReading.count({ where: { businessId, state: { in: open } } })) >= MAX_OPEN) {
      return failure('tooMany', `${MAX_OPEN} files are being read already. Remove one of them first.`);
    }
    const { id } = await transaction.businessReading.create({
      data: {
        ...{ businessId, byUserId: actor.userId, byName: actor.name, byteSize: BigInt(byteSize) },
        fileName: fileName.slice(-200),
        expiresAt: new Date(Date.now() + READING_DAYS * 24 * 60 * 60_000),
      },
      select: { id: true },
    });
    await announce(transaction, { businessId, topic: 'exports', id, origin });
    return ok({ id, partBytes: PART_BYTES });
  });
}

async function mayRead(userId: string): Promise<Result<null>> {
  if (!(await mayMakeBusiness(userId))) {
    return failure('notAllowed', 'You cannot make a business in this installation of Intray: ask whoever runs it.');
  }
  if ((await db.membership.count({ where: { userId } })) >= MAX_BUSINESSES) {
    return failure('tooMany', `You are in ${MAX_BUSINESSES} businesses, which is as many as one person can make.`);
  }
  return ok(null);
}

/** Keeps a part of a file: the next one, or one that had come already. The last one has the file checked. */
export async function keepPart(
  scope: PersonScope,
  { readingId, number, bytes }: { readingId: string; number: number; bytes: Buffer },
): Promise<Result<{ received: number }>> {
  const { businessId, actor } = scope;
  const reading = await db.businessReading.findFirst({
    where: { id: readingId, businessId, byUserId: actor.userId, state: 'UPLOADING' },
  });
  if (!reading) return failure('missing', 'This file is not waited for any more. Choose it again.');
  const from = number * PART_BYTES;
  const [size, received] = [Number(reading.byteSize), Number(reading.received)];
  if (from < received) return ok({ received });
  if (from !== received || bytes.length !== Math.min(PART_BYTES, size - from)) {
    return failure('outOfOrder', 'A part of the file came otherwise than it should. Choose the file again.');
  }
  await storage().put(`${readingKey(reading)}/${number}`, bytes);
  const now = from + bytes.length;
  const isWhole = now === size;
  const { count } = await db.businessReading.updateMany({
    where: { id: readingId, received: BigInt(from), state: 'UPLOADING' },
    data: { received: BigInt(now), movedAt: new Date(), ...(isWhole && { state: 'CHECKING' }) },
  });
  if (count > 0 && isWhole) await enqueue('read-business-file', { readingId });
  return ok({ received: now });
}

export const readInput = z.object({
  readingId: z.uuid(),
  name: textSchema(z, { longest: 120, missing: 'Enter the name of the business.' }),
});

/** Has the new business made of a file that was checked. */
export async function startReading(
  scope: PersonScope,
  { readingId, name }: z.output<typeof readInput>,
): Promise<Result<null>> {
  const { businessId, actor, origin } = scope;
  const refusal = await mayRead(actor.userId);
  if (!refusal.ok) return refusal;
  const { count } = await db.businessReading.updateMany({
    where: { id: readingId, businessId, state: 'CHECKED' },
    data: {
      ...{ state: 'READING', name, claim: null, tries: 0, done: 0, movedAt: new Date() },
      ...{ byUserId: actor.userId, byName: actor.name },
    },
  });
  if (count === 0) return failure('missing', 'It is being read already, or is not here any more.');
  await enqueue('read-business-file', { readingId });
  await announce(db, { businessId, topic: 'exports', id: readingId, origin });
  return ok(null);
}

/** Forgets a file with its bytes; a business that is being made of it does not come to be. */
export async function removeReading(scope: BusinessScope, readingId: string): Promise<Result<null>> {
  const { businessId, origin } = scope;
  return db.$transaction(async (transaction) => {
    const { count } = await transaction.businessReading.deleteMany({
      where: { id: readingId, businessId, state: { not: 'DONE' } },
    });
    if (count === 0) return failure('missing', 'It is not here any more.');
    await noteDiscarded(transaction, [readingKey({ businessId, id: readingId })]);
    await announce(transaction, { businessId, topic: 'exports', id: readingId, origin });
    return ok(null);
  });
}

/** For the sweep: wakes a worker for each that nobody goes on with, and forgets what nobody came back to. Returns how many. */
export async function sweepReadings(): Promise<number> {
  const silent = new Date(Date.now() - SILENT_SECONDS * 1_000);
  const left = await db.businessReading.findMany({
    where: { state: { in: ['CHECKING', 'READING'] }, movedAt: { lt: silent } },
    orderBy: { movedAt: 'asc' },
    take: MAX_SWEPT,
    select: { id: true },
  });
  for (const { id } of left) await enqueue('read-business-file', { readingId: id });
  const old = await db.$transaction(async (transaction) => {
    const found = await transaction.businessReading.findMany({
      where: { expiresAt: { lt: new Date() }, state: { notIn: ['READING', 'DONE'] } },
      take: MAX_SWEPT,
      select: { id: true, businessId: true },
    });
    await noteDiscarded(transaction, found.map(readingKey));
    await transaction.businessReading.deleteMany({ where: { id: { in: found.map(({ id }) => id) } } });
    return found.length;
  });
  return left.length + old;
}
