import { db } from '#lib/db.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import { exportKey, SILENT_SECONDS } from './make-export.ts';

const MAX_EXPORTS = 100;

/** For the sweep: wakes a worker for each export that nobody makes. Returns how many. */
export async function wakeExports(): Promise<number> {
  const before = new Date(Date.now() - SILENT_SECONDS * 1_000);
  const left = await db.itemExport.findMany({
    where: { state: 'RUNNING', movedAt: { lt: before } },
    orderBy: { movedAt: 'asc' },
    take: MAX_EXPORTS,
    select: { id: true },
  });
  for (const { id } of left) await enqueue('make-export', { exportId: id });
  return left.length;
}

/** For the sweep: forgets exports whose days are over, with their files. Returns how many. */
export async function pruneExports(): Promise<number> {
  return db.$transaction(async (transaction) => {
    const old = await transaction.itemExport.findMany({
      where: { expiresAt: { lt: new Date() } },
      orderBy: { expiresAt: 'asc' },
      take: MAX_EXPORTS,
      select: { id: true, businessId: true },
    });
    await noteDiscarded(transaction, old.map(exportKey));
    await transaction.itemExport.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
    return old.length;
  });
}
