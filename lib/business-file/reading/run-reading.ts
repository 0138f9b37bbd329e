import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { db } from '#lib/db.ts';
import { BrokenZip } from '#lib/documents/archive/open-zip.ts';
import { type ReadingProblem, stepsOf } from '#lib/domain/business-file/business-file.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { announce } from '#lib/events/announce.ts';
import { recordAudit } from '#lib/events/record-audit.ts';
import { writeNotices } from '#lib/events/write-notices.ts';
import { requestReview } from '#lib/lists/request-review.ts';
import { log } from '#lib/log.ts';
import { settleReadBack } from '#lib/publishing/settle-read-back.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import { mayMakeBusiness, takeSlug } from '#lib/team/make-business.ts';
import type { BusinessReading, Prisma } from '#prisma/generated/client.ts';
import { SILENT_SECONDS } from '../silent-seconds.ts';
import { checkFile } from './check-file.ts';
import { NewIds } from './new-ids.ts';
import { type OpenFile, openFile, Refused, readingKey, uploadedBytes } from './open-file.ts';
import { noteIds, storeDocuments, writeRows } from './write-business.ts';

const NOTE_EVERY_MS = 1_000;
const MAX_TRIES = 3;
/** The rows of a large business are written in one transaction, so that they are all there or none is. */
const MAX_WRITING_MS = 6 * 60 * 60_000;

/** Thrown where it is not ours to go on with: somebody else has it, it was dropped, or the worker ends. */
class Stopped extends Error {}

/**
 * Checks a file that has come whole, or makes the business of one that somebody has looked at. A try that dies has written
 * nothing that anybody sees, and is followed by another, three in all. Returns false when it has to be gone on with later.
 */
export async function runReading(readingId: string, { signal }: { signal?: AbortSignal } = {}): Promise<boolean> {
  const claimed = await claim(readingId);
  if (!claimed) return true;
  try {
    if (claimed.tries > MAX_TRIES) throw new Refused('unexpected', 'tried too often');
    const file = await openFile(uploadedBytes(claimed));
    await (claimed.state === 'CHECKING' ? check(claimed, file, signal) : read(claimed, file, signal));
  } catch (error) {
    if (error instanceof Stopped) {
      if (signal?.aborted) return !(await release(claimed, claimed.tries - 1));
      await dropIfRemoved(claimed);
      return true;
    }
    if (error instanceof BrokenZip || error instanceof Refused) {
      log.info({ readingId, why: error.message }, 'a complete export was not read back in');
      await refuse(claimed, error instanceof Refused ? error.problem : 'broken');
      return true;
    }
    await release(claimed, claimed.tries);
    throw error;
  }
  return true;
}

async function check(claimed: BusinessReading, file: OpenFile, signal: AbortSignal | undefined): Promise<void> {
  const { manifest } = file;
  const { id, claim, businessId } = claimed;
  const rows = manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
  const total = stepsOf(rows, manifest.counts.documentBytes);
  await db.businessReading.updateMany({ where: { id, claim }, data: { total } });
  await checkFile(file, follow(claimed, signal));
  const { madeAt, madeBy, business, organisations, members, counts } = manifest;
  await db.businessReading.updateMany({
    where: { id, claim, state: 'CHECKING' },
    data: {
      ...{ state: 'CHECKED', claim: null, tries: 0, fileId: manifest.id, name: business.name },
      summary: { madeAt, madeBy, business, organisations, members, counts },
    },
  });
  await announce(db, { businessId, topic: 'exports', id });
}

async function read(claimed: BusinessReading, file: OpenFile, signal: AbortSignal | undefined): Promise<void> {
  const { id, claim, byUserId, byName } = claimed;
  if (!(await mayMakeBusiness(byUserId))) throw new Refused('notAllowed', 'no maker of businesses any more');
  const ids = new NewIds(id);
  await noteIds(file, ids);
  const madeId = madeIdOf(file, ids);
  const name = claimed.name ?? file.manifest.business.name;
  const note = follow(claimed, signal);
  const business = { id: madeId, name, slug: '', readerId: byUserId };
  await storeDocuments(file, ids, business, note);
  await db.$transaction(
    async (transaction) => {
      const [held] = await transaction.$queryRaw<{ id: string }[]>`
        SELECT "id" FROM "BusinessReading" WHERE "id" = ${id}::uuid AND "claim" = ${claim}::uuid AND "state" = 'READING'`;
      if (!held) throw new Stopped();
      // Others are not kept from making businesses meanwhile: the address is taken at the end.
      await writeRows(transaction, file, ids, { ...business, slug: madeId }, note);
      await settleReadBack(transaction, madeId);
      // What was just being read there waits to be read here.
      await transaction.extraction.updateMany({
        where: { businessId: madeId, state: 'READING' },
        data: { state: 'WAITING' },
      });
      const slug = await takeSlug(transaction, name);
      await transaction.business.update({ where: { id: madeId }, data: { slug } });
      await transaction.membership.create({ data: { businessId: madeId, userId: byUserId, role: 'ADMIN' } });
      await requestReview(transaction, madeId);
      await recordAudit(transaction, {
        ...{ businessId: madeId, userId: byUserId, by: { userId: byUserId, name: byName } },
        ...{ action: 'businessReadBack', detail: { name, file: claimed.fileName } },
      });
      await finish(transaction, claimed, madeId, name);
    },
    { timeout: MAX_WRITING_MS, maxWait: 30_000 },
  );
}

function madeIdOf(file: OpenFile, ids: NewIds): string {
  const id = ids.of(file.manifest.business.id);
  if (id === null) throw new Refused('broken', 'another business than the manifest says');
  return id;
}

async function finish(
  transaction: Prisma.TransactionClient,
  claimed: BusinessReading,
  madeBusinessId: string,
  name: string,
) {
  const { id, businessId, claim, byUserId } = claimed;
  const { count } = await transaction.businessReading.updateMany({
    where: { id, claim, state: 'READING' },
    data: { state: 'DONE', madeBusinessId, finishedAt: new Date() },
  });
  if (count === 0) throw new Stopped();
  await noteDiscarded(transaction, [readingKey(claimed)]);
  await announce(transaction, { businessId, topic: 'exports', id });
  await writeNotices(transaction, [byUserId], {
    ...{ businessId, kind: 'exportMade', byUserId: null },
    text: `The complete export of ${isolated(name)} was read back in.`,
  });
}

async function claim(readingId: string): Promise<BusinessReading | null> {
  const token = randomUUID();
  const taken = await db.$executeRaw`
    UPDATE "BusinessReading" SET "claim" = ${token}::uuid, "tries" = "tries" + 1, "done" = 0, "movedAt" = now()
     WHERE "id" = ${readingId}::uuid AND "state" IN ('CHECKING', 'READING')
       AND ("claim" IS NULL OR "movedAt" < now() - make_interval(secs => ${SILENT_SECONDS}))`;
  return taken === 1 ? db.businessReading.findFirst({ where: { id: readingId, claim: token } }) : null;
}

const underWay: Prisma.BusinessReadingWhereInput = { state: { in: ['CHECKING', 'READING'] } };

/** For whoever comes next. Returns whether it is still to be gone on with. */
async function release({ id, claim }: BusinessReading, tries: number): Promise<boolean> {
  const { count } = await db.businessReading.updateMany({
    where: { id, claim, ...underWay },
    data: { claim: null, tries },
  });
  return count > 0;
}

/** Notes how far it is, now and then, and stops when it is no longer ours. */
function follow({ id, claim }: BusinessReading, signal: AbortSignal | undefined) {
  let [notedAt, done] = [performance.now(), 0];
  return async (steps: number) => {
    if (signal?.aborted) throw new Stopped();
    done += steps;
    if (performance.now() - notedAt < NOTE_EVERY_MS) return;
    notedAt = performance.now();
    const { count } = await db.businessReading.updateMany({
      where: { id, claim, ...underWay },
      data: { done, movedAt: new Date() },
    });
    if (count === 0) throw new Stopped();
  };
}

/** Nothing of it was written, and what was stored for it goes. */
async function refuse(claimed: BusinessReading, problem: ReadingProblem): Promise<void> {
  const { id, businessId, claim, byUserId, state } = claimed;
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.businessReading.updateMany({
      where: { id, claim, ...underWay },
      data: { state: state === 'CHECKING' ? 'REFUSED' : 'FAILED', problem, claim: null, finishedAt: new Date() },
    });
    if (count === 0) return;
    await noteDiscarded(transaction, [readingKey(claimed), ...storedFor(claimed)]);
    await announce(transaction, { businessId, topic: 'exports', id });
    if (state === 'READING') {
      await writeNotices(transaction, [byUserId], {
        ...{ businessId, kind: 'exportMade', byUserId: null },
        text: 'A complete export could not be read back in.',
      });
    }
  });
}

/** Somebody removed it while it was read: what was stored for it meanwhile goes too. */
async function dropIfRemoved(claimed: BusinessReading): Promise<void> {
  if (await db.businessReading.findUnique({ where: { id: claimed.id }, select: { id: true } })) return;
  await noteDiscarded(db, storedFor(claimed));
}

/** Below which the files of a business lie that has not come to be. */
function storedFor({ id, summary }: BusinessReading): string[] {
  const old = z.object({ business: z.object({ id: z.uuid() }) }).safeParse(summary);
  if (!old.success) return [];
  const ids = new NewIds(id);
  ids.note(old.data.business.id);
  return [ids.of(old.data.business.id) ?? []].flat();
}
