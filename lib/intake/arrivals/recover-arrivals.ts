import { db } from '#lib/db.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import { arrivalKey } from './arrival-parts.ts';
import { ARRIVAL_SILENT_SECONDS } from './open-archive.ts';

const HOUR_MS = 60 * 60_000;
/** Parts of an archive whose sender has gone. */
const KEEP_PARTS_MS = 24 * HOUR_MS;
/** What is over is told of for some days, in the list of what was added. */
const KEEP_OVER_MS = 7 * 24 * HOUR_MS;
const BATCH = 100;

/** For the sweep: wakes a worker for each archive that nobody goes on with. Returns how many. */
export async function wakeArchives(): Promise<number> {
  const silentSince = new Date(Date.now() - ARRIVAL_SILENT_SECONDS * 1_000);
  const left = await db.arrival.findMany({
    where: {
      state: 'OPENING',
      OR: [{ movedAt: { lt: silentSince } }, { claim: null, movedAt: { lt: new Date(Date.now() - 10_000) } }],
    },
    orderBy: { movedAt: 'asc' },
    take: BATCH,
    select: { id: true },
  });
  for (const { id } of left) await enqueue('open-archive', { arrivalId: id });
  return left.length;
}

/** For the sweep: forgets uploads that nobody went on with, and what has been over for days. */
export async function pruneArrivals(): Promise<void> {
  const before = (ms: number) => new Date(Date.now() - ms);
  const old = await db.arrival.findMany({
    where: {
      OR: [
        { state: 'UPLOADING', movedAt: { lt: before(KEEP_PARTS_MS) } },
        { state: { in: ['DONE', 'FAILED', 'CANCELLED'] }, movedAt: { lt: before(KEEP_OVER_MS) } },
      ],
    },
    take: BATCH,
    select: { id: true, businessId: true },
  });
  if (old.length === 0) return;
  await db.$transaction(async (transaction) => {
    await noteDiscarded(transaction, old.map(arrivalKey));
    await transaction.arrival.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
  });
}
