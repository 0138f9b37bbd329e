import { z } from 'zod';
import { db } from '#lib/db.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';

/** Longer than the longest call to a ledger and the writing of what it brought. */
const LEASE_SECONDS = 120;

/** The right to follow a connection's documents. Its end is the fencing token: whoever takes over writes a later one. */
export type Watch = { connectionId: string; until: Date; since: Date; cursors: Cursors };

/** By the kind of the documents, from when on changes are still to be read. */
type Cursors = Record<string, string>;
const cursorsSchema = z.record(z.string(), z.iso.datetime()).catch({});

/** Null while another worker follows them. */
export async function claimWatch(connectionId: string): Promise<Watch | null> {
  await db.documentWatch.createMany({ data: [{ connectionId }], skipDuplicates: true });
  const [claimed] = await db.$queryRaw<{ until: Date; since: Date; cursors: unknown }[]>`
    UPDATE "DocumentWatch" SET "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
     WHERE "connectionId" = ${connectionId}::uuid AND ("leaseUntil" IS NULL OR "leaseUntil" < now())
    RETURNING "leaseUntil" AS "until", now()::timestamptz(3) AS "since", "cursors"`;
  return claimed ? { ...claimed, connectionId, cursors: cursorsSchema.parse(claimed.cursors) } : null;
}

/** Renews the lease with what was read up to here, or throws LeaseLost. */
export async function keepWatch(watch: Watch, cursors: Cursors = {}): Promise<void> {
  const { connectionId, until } = watch;
  const [kept] = await db.$queryRaw<{ until: Date }[]>`
    UPDATE "DocumentWatch" SET "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS}),
           "cursors" = "cursors" || ${JSON.stringify(cursors)}::jsonb
     WHERE "connectionId" = ${connectionId}::uuid AND "leaseUntil" = ${until}
    RETURNING "leaseUntil" AS "until"`;
  if (!kept) throw new LeaseLost(`the documents of connection ${connectionId}`);
  watch.until = kept.until;
}

/** Gives it back. True when somebody said meanwhile that something has changed. */
export async function releaseWatch({ connectionId, until, since }: Watch): Promise<boolean> {
  const [released] = await db.$queryRaw<{ isAsked: boolean }[]>`
    UPDATE "DocumentWatch" SET "leaseUntil" = NULL, "polledAt" = now(),
           "askedAt" = CASE WHEN "askedAt" >= ${since} THEN "askedAt" END
     WHERE "connectionId" = ${connectionId}::uuid AND "leaseUntil" = ${until}
    RETURNING "askedAt" IS NOT NULL AS "isAsked"`;
  return released?.isAsked ?? false;
}
