import { type Db, db } from '#lib/db.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';

/** Longer than the longest call to a ledger and the write of its page. */
const LEASE_SECONDS = 120;

/** The right to work on a run. Its end is the fencing token: whoever takes over writes a later one. */
export type RunLease = { syncRunId: string; until: Date };

/** Takes a run that is waiting or whose worker has died; null when there is nothing to take. */
export async function claimRun(syncRunId: string): Promise<RunLease | null> {
  const [claimed] = await db.$queryRaw<{ until: Date }[]>`
    UPDATE "SyncRun"
       SET "status" = 'RUNNING', "startedAt" = coalesce("startedAt", now()), "error" = NULL,
           "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
     WHERE "id" = ${syncRunId}::uuid
       AND ("status" = 'QUEUED' OR ("status" = 'RUNNING' AND "leaseUntil" < now()))
    RETURNING "leaseUntil" AS "until"`;
  return claimed ? { syncRunId, until: claimed.until } : null;
}

/** Renews the lease within the transaction that writes a page, or throws LeaseLost so that it is rolled back. */
async function renewLease(tx: Db, lease: RunLease): Promise<Date> {
  const [renewed] = await tx.$queryRaw<{ until: Date }[]>`
    UPDATE "SyncRun" SET "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
     WHERE "id" = ${lease.syncRunId}::uuid AND "status" = 'RUNNING' AND "leaseUntil" = ${lease.until}
    RETURNING "leaseUntil" AS "until"`;
  if (!renewed) throw new LeaseLost(`refresh ${lease.syncRunId}`);
  return renewed.until;
}

/** Runs a transaction that counts only while the lease holds, and renews the lease with it. */
export async function underLease<T>(lease: RunLease, work: (tx: Db) => Promise<T>): Promise<T> {
  const { value, until } = await db.$transaction(async (tx) => {
    const until = await renewLease(tx, lease);
    return { until, value: await work(tx) };
  });
  lease.until = until;
  return value;
}
