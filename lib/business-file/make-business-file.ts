import { randomUUID } from 'node:crypto';
import { db } from '#lib/db.ts';
import type { FileProblem } from '#lib/domain/business-file/business-file.ts';
import type { FileCounts } from '#lib/domain/business-file/manifest.ts';
import { announce } from '#lib/events/announce.ts';
import { writeNotices } from '#lib/events/write-notices.ts';
import { zipped } from '#lib/inbox/export/zip.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { BusinessFile } from '#prisma/generated/client.ts';
import { countBusiness, fileEntries } from './file-entries.ts';
import { SILENT_SECONDS } from './silent-seconds.ts';
import { openSnapshot } from './snapshot.ts';

/** Between two notes of how far it is. */
const NOTE_EVERY_MS = 1_000;
const MAX_TRIES = 3;

/** Thrown where it is not ours to go on with: it was cancelled, somebody else has it, or the worker ends. */
class Stopped extends Error {}

/** Below which the files of its tries lie: one of each, so that no two write the same. */
export const businessFileKey = ({ businessId, id }: Pick<BusinessFile, 'businessId' | 'id'>) =>
  `${businessId}/business-files/${id}`;

/** The file of the try that has made it. */
export const madeFileKey = (made: Pick<BusinessFile, 'businessId' | 'id' | 'claim'>) =>
  `${businessFileKey(made)}/${made.claim}`;

/**
 * Makes a complete export, unless somebody else does, and tells whoever asked. A try that dies is followed by another from
 * the beginning, three in all. Returns false when it has to be gone on with later, since the worker ends.
 */
export async function makeBusinessFile(fileId: string, { signal }: { signal?: AbortSignal } = {}): Promise<boolean> {
  const claimed = await claim(fileId);
  if (!claimed) return true;
  if (claimed.tries > MAX_TRIES) {
    await end(claimed, { problem: 'unexpected' });
    return true;
  }
  const { businessId, byUserId } = claimed;
  const isAdmin = await db.membership.findFirst({ where: { businessId, userId: byUserId, role: 'ADMIN' } });
  if (!isAdmin) {
    await end(claimed, { problem: 'permission' });
    return true;
  }
  const snapshot = await openSnapshot();
  try {
    const { counts, total } = await countBusiness(snapshot.db, businessId);
    await db.businessFile.updateMany({ where: { id: fileId, claim: claimed.claim }, data: { total } });
    const entries = fileEntries(claimed, snapshot, { counts, note: follow(claimed, signal) });
    const byteSize = await storage().putParts(madeFileKey(claimed), zipped(entries, claimed.at));
    await end(claimed, { byteSize, counts });
  } catch (error) {
    if (error instanceof Stopped) return !(signal?.aborted && (await release(claimed, claimed.tries - 1)));
    await release(claimed, claimed.tries);
    throw error;
  } finally {
    await snapshot.close();
  }
  return true;
}

async function claim(fileId: string): Promise<BusinessFile | null> {
  const token = randomUUID();
  const taken = await db.$executeRaw`
    UPDATE "BusinessFile" SET "claim" = ${token}::uuid, "tries" = "tries" + 1, "done" = 0, "movedAt" = now()
     WHERE "id" = ${fileId}::uuid AND "state" = 'RUNNING'
       AND ("claim" IS NULL OR "movedAt" < now() - make_interval(secs => ${SILENT_SECONDS}))`;
  return taken === 1 ? db.businessFile.findFirst({ where: { id: fileId, claim: token } }) : null;
}

/** For whoever comes next. Returns whether it is still to be made. */
async function release({ id, claim }: BusinessFile, tries: number): Promise<boolean> {
  const { count } = await db.businessFile.updateMany({
    where: { id, claim, state: 'RUNNING' },
    data: { claim: null, tries },
  });
  return count > 0;
}

/** Notes how far it is, now and then, and stops when it is no longer ours. */
function follow({ id, claim }: BusinessFile, signal: AbortSignal | undefined) {
  let [notedAt, done] = [performance.now(), 0];
  return async (steps: number) => {
    if (signal?.aborted) throw new Stopped();
    done += steps;
    if (performance.now() - notedAt < NOTE_EVERY_MS) return;
    notedAt = performance.now();
    const { count } = await db.businessFile.updateMany({
      where: { id, claim, state: 'RUNNING' },
      data: { done, movedAt: new Date() },
    });
    if (count === 0) throw new Stopped();
  };
}

/** How it ended; the file of one that was cancelled meanwhile goes again. */
async function end(
  asked: BusinessFile,
  how: { byteSize: number; counts: FileCounts } | { problem: FileProblem },
): Promise<void> {
  const { id, businessId, claim, byUserId } = asked;
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.businessFile.updateMany({
      where: { id, claim, state: 'RUNNING' },
      data: {
        finishedAt: new Date(),
        ...('problem' in how
          ? { state: 'FAILED', ...how }
          : { state: 'DONE', counts: how.counts, byteSize: BigInt(how.byteSize) }),
      },
    });
    if (count === 0) return noteDiscarded(transaction, [madeFileKey(asked)]);
    await announce(transaction, { businessId, topic: 'exports', id });
    await writeNotices(transaction, [byUserId], {
      ...{ businessId, kind: 'exportMade', byUserId: null },
      text: 'problem' in how ? 'The complete export could not be made.' : 'The complete export is ready to be fetched.',
    });
  });
}
