import { db } from '#lib/db.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { FILE_SILENT_SECONDS } from './make-claim-file.ts';

const MAX_FILES = 100;

/** For the sweep: wakes a worker for each claim whose PDFs nobody makes. Returns how many. */
export async function wakeClaimFiles(): Promise<number> {
  const before = new Date(Date.now() - FILE_SILENT_SECONDS * 1_000);
  const left = await db.claimFile.findMany({
    where: { state: 'RUNNING', movedAt: { lt: before } },
    orderBy: { movedAt: 'asc' },
    take: MAX_FILES,
    select: { claimId: true },
  });
  for (const { claimId } of left) await enqueue('make-claim-file', { claimId });
  return left.length;
}
