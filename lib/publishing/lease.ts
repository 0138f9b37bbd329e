import { randomUUID } from 'node:crypto';
import { type Db, db } from '#lib/db.ts';
import { log } from '#lib/log.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';

const LEASE_SECONDS = 30;
const RENEW_MS = 8_000;

/** The right to work on some publications of one connection, as long as it is renewed. */
export type Lease = { id: string; connectionId: string; publicationIds: readonly string[] };

/** Takes a lease inside the transaction that chose the publications and holds their rows. */
export async function takeLease(transaction: Db, connectionId: string, publicationIds: string[]): Promise<Lease> {
  const lease = { id: randomUUID(), connectionId, publicationIds };
  await transaction.$executeRaw`
    UPDATE "Publication" SET "leaseId" = ${lease.id}::uuid, "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE "id" = ANY(${publicationIds}::uuid[])`;
  return lease;
}

/**
 * The fence: throws unless each of the publications is still ours. A lease that ran out is never renewed, even if
 * nobody took over yet.
 */
export async function fence(client: Db, lease: Lease, publicationIds: readonly string[]): Promise<void> {
  const held = await client.$executeRaw`
    UPDATE "Publication" SET "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE "id" = ANY(${[...publicationIds]}::uuid[]) AND "leaseId" = ${lease.id}::uuid AND "leaseUntil" > now()`;
  if (held !== publicationIds.length) throw new LeaseLost('these publications');
}

/** Does the work while renewing the lease, and gives it back at the end. */
export async function underLease<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    renew(lease).catch((error) => log.warn({ err: error }, 'lease not renewed'));
  }, RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await db.publication
      .updateMany({ where: { leaseId: lease.id }, data: { leaseId: null, leaseUntil: null } })
      .catch((error) => log.warn({ err: error }, 'lease not given back; it runs out by itself'));
  }
}

async function renew(lease: Lease): Promise<void> {
  await db.$executeRaw`
    UPDATE "Publication" SET "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE "leaseId" = ${lease.id}::uuid AND "leaseUntil" > now()`;
}
