import { db } from '#lib/db.ts';
import { enqueue } from '#lib/queue/enqueue.ts';

/** A batch takes far less: whoever had this one has died, or its wake-up was lost. */
const SILENT_MS = 20_000;
/** Undo is offered for a moment; who comes back to it within days has it still. */
const KEEP_MS = 7 * 24 * 60 * 60_000;
/** What was looked at and not begun. */
const KEEP_PREVIEW_MS = 60 * 60_000;
const MAX_EDITS = 100;

/** For the sweep: wakes a worker for each edit of many items that nobody goes on with. Returns how many. */
export async function wakeBulkEdits(): Promise<number> {
  const left = await db.bulkEdit.findMany({
    where: {
      movedAt: { lt: new Date(Date.now() - SILENT_MS) },
      OR: [
        { state: { in: ['APPLYING', 'UNDOING'] } },
        { state: 'DONE', publishes: true, publishedAt: null, createdAt: { gt: new Date(Date.now() - KEEP_MS) } },
      ],
    },
    orderBy: { movedAt: 'asc' },
    take: MAX_EDITS,
    select: { id: true },
  });
  for (const { id } of left) await enqueue('run-bulk-edit', { bulkEditId: id });
  return left.length;
}

/** For the sweep: forgets those that are no longer undone, and previews of which nothing came. */
export async function pruneBulkEdits(): Promise<void> {
  const old = await db.bulkEdit.findMany({
    where: {
      state: { notIn: ['APPLYING', 'UNDOING'] },
      OR: [
        { createdAt: { lt: new Date(Date.now() - KEEP_MS) } },
        { state: 'PREVIEWED', createdAt: { lt: new Date(Date.now() - KEEP_PREVIEW_MS) } },
      ],
    },
    orderBy: { createdAt: 'asc' },
    take: MAX_EDITS,
    select: { id: true },
  });
  if (old.length > 0) await db.bulkEdit.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
}
