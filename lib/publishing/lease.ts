import { randomUUID } from 'node:crypto';
import { type Db, db, kept } from '#lib/db.ts';
import { log } from '#lib/log.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';
import { Prisma } from '#prisma/generated/client.ts';

const LEASE_SECONDS = 30;
const RENEW_MS = 8_000;

/** The right to work on some publications of one connection, as long as it is renewed. */
export type Lease = { id: string; connectionId: string; publicationIds: readonly string[] };

/**
 * Takes a lease inside the transaction that chose the publications. Null, and nothing taken, when somebody works on one of
 * them.
 */
export async function takeLease(
  transaction: Db,
  connectionId: string,
  publicationIds: string[],
): Promise<Lease | null> {
  const lease = { id: randomUUID(), connectionId, publicationIds };
  const taken = await transaction.$executeRaw`
    ${kept} WITH held AS MATERIALIZED (
      SELECT "id" FROM "Publication"
      WHERE "id" = ANY(${publicationIds}::uuid[]) AND ("leaseUntil" IS NULL OR "leaseUntil" <= now())
      FOR UPDATE
    )
    UPDATE "Publication" AS publication
    SET "leaseId" = ${lease.id}::uuid, "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    FROM held
    WHERE publication."id" = held."id" AND (SELECT count(*) FROM held) = ${publicationIds.length}`;
  return taken > 0 ? lease : null;
}

/**
 * The fence: throws unless each of the publications is still ours. A lease that ran out is never renewed, even if
 * nobody took over yet.
 */
export async function fence(client: Db, lease: Lease, publicationIds: readonly string[]): Promise<void> {
  const held = await client.$executeRaw(fencing(lease, publicationIds));
  if (held !== publicationIds.length) throw new LeaseLost('these publications');
}

/** The same as a part of another statement: it has to touch each of them. */
export function fencing(lease: Lease, publicationIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    UPDATE "Publication" SET "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE "id" = ANY(${[...publicationIds]}::uuid[]) AND "leaseId" = ${lease.id}::uuid AND "leaseUntil" > now()`;
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
    await giveBack(lease).catch((error) => log.warn({ err: error }, 'lease not given back; it runs out by itself'));
  }
}

// Each by the rows' own ids: of the lease's there is no index, which every change of it would have to keep.

async function giveBack({ id, publicationIds }: Lease): Promise<void> {
  await db.$executeRaw`
    ${kept} UPDATE "Publication" SET "leaseId" = NULL, "leaseUntil" = NULL
    WHERE "id" = ANY(${[...publicationIds]}::uuid[]) AND "leaseId" = ${id}::uuid`;
}

async function renew({ id, publicationIds }: Lease): Promise<void> {
  await db.$executeRaw`
    UPDATE "Publication" SET "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE "id" = ANY(${[...publicationIds]}::uuid[]) AND "leaseId" = ${id}::uuid AND "leaseUntil" > now()`;
}
