import { db } from '#lib/db.ts';
import { FILE_DAYS, type FileProblem, fileProblems } from '#lib/domain/business-file/business-file.ts';
import { type FileCounts, fileCounts } from '#lib/domain/business-file/manifest.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import type { ExportFile } from '#lib/inbox/export/list-exports.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { type BusinessFile, type ExportState, Prisma } from '#prisma/generated/client.ts';
import { businessFileKey, madeFileKey } from './make-business-file.ts';
import { SILENT_SECONDS } from './silent-seconds.ts';

/** Of a business, those that can still be fetched: each lies in the storage as large as the business. */
const MAX_KEPT = 5;
const MAX_SWEPT = 100;

/** A complete export as a page shows it. */
export type BusinessFileRow = {
  id: string;
  /** ISO instants. */
  at: string;
  expiresAt: string;
  byName: string;
  state: ExportState;
  done: number;
  total: number;
  byteSize: number | null;
  counts: FileCounts | null;
  problem: string | null;
};

/** Those of the business that can be fetched, are made, or were not, newest first. */
export async function listBusinessFiles({ businessId }: BusinessScope): Promise<BusinessFileRow[]> {
  const found = await db.businessFile.findMany({
    where: { businessId, expiresAt: { gt: new Date() } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 20,
  });
  return found.map(rowOf);
}

function rowOf({ id, at, expiresAt, byName, state, done, total, byteSize, counts, problem }: BusinessFile) {
  const read = fileCounts.safeParse(counts);
  return {
    ...{ id, byName, state, done, total },
    at: at.toISOString(),
    expiresAt: expiresAt.toISOString(),
    byteSize: byteSize === null ? null : Number(byteSize),
    counts: read.success ? read.data : null,
    problem: problem === null ? null : (fileProblems[problem as FileProblem] ?? fileProblems.unexpected),
  };
}

/** Has the whole business made into a file; one at a time. */
export async function startBusinessFile(scope: PersonScope, from?: RequestOrigin): Promise<Result<{ id: string }>> {
  const { businessId, actor, origin } = scope;
  const made = await db
    .$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
      const kept = await transaction.businessFile.count({
        where: { businessId, state: 'DONE', expiresAt: { gt: new Date() } },
      });
      if (kept >= MAX_KEPT) return tooMany;
      const expiresAt = new Date(Date.now() + FILE_DAYS * 24 * 60 * 60_000);
      const { id } = await transaction.businessFile.create({
        data: { businessId, byUserId: actor.userId, byName: actor.name, expiresAt },
        select: { id: true },
      });
      await recordAudit(transaction, {
        ...{ businessId, userId: null, by: actor, action: 'completeExportMade', from },
      });
      await announce(transaction, { businessId, topic: 'exports', id, origin });
      return ok({ id });
    })
    .catch((error: unknown) => {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return underWay;
      throw error;
    });
  if (made.ok) await enqueue('make-business-file', { fileId: made.value.id });
  return made;
}

const underWay = failure('underWay', 'A complete export is being made already. Nothing was begun: wait for its end.');

const tooMany = failure(
  'tooMany',
  `${MAX_KEPT} complete exports are kept already. Nothing was begun: delete one of them first.`,
);

/** The file, for an admin, which the audit tells; null when there is none, or not yet, or no longer. */
export async function businessFile(
  { businessId, actor }: PersonScope,
  fileId: string,
  from?: RequestOrigin,
): Promise<ExportFile | null> {
  const made = await db.businessFile.findFirst({
    where: { id: fileId, businessId, state: 'DONE', expiresAt: { gt: new Date() } },
    include: { business: { select: { slug: true } } },
  });
  if (!made) return null;
  await recordAudit(db, { businessId, userId: null, by: actor, action: 'completeExportFetched', from });
  return {
    fileName: `${made.business.slug} ${todayIn(null, made.at)} complete.zip`,
    mimeType: 'application/zip',
    byteSize: Number(made.byteSize),
    parts: storage().parts(madeFileKey(made)),
  };
}

/** Ends one that is being made, or deletes one that was. */
export async function removeBusinessFile(scope: BusinessScope, fileId: string): Promise<Result<null>> {
  const { businessId, origin } = scope;
  return db.$transaction(async (transaction) => {
    const { count } = await transaction.businessFile.deleteMany({ where: { id: fileId, businessId } });
    if (count === 0) return failure('missing', 'It is not here any more.');
    await noteDiscarded(transaction, [businessFileKey({ businessId, id: fileId })]);
    await announce(transaction, { businessId, topic: 'exports', id: fileId, origin });
    return ok(null);
  });
}

/** For the sweep: wakes a worker for each that nobody makes, and forgets those whose days are over. Returns how many. */
export async function sweepBusinessFiles(): Promise<number> {
  const silent = new Date(Date.now() - SILENT_SECONDS * 1_000);
  const left = await db.businessFile.findMany({
    where: { state: 'RUNNING', movedAt: { lt: silent } },
    orderBy: { movedAt: 'asc' },
    take: MAX_SWEPT,
    select: { id: true },
  });
  for (const { id } of left) await enqueue('make-business-file', { fileId: id });
  const old = await db.$transaction(async (transaction) => {
    const found = await transaction.businessFile.findMany({
      where: { expiresAt: { lt: new Date() }, state: { not: 'RUNNING' } },
      orderBy: { expiresAt: 'asc' },
      take: MAX_SWEPT,
      select: { id: true, businessId: true },
    });
    await noteDiscarded(transaction, found.map(businessFileKey));
    await transaction.businessFile.deleteMany({ where: { id: { in: found.map(({ id }) => id) } } });
    return found.length;
  });
  return left.length + old;
}
