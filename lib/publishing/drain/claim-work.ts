import { type Db, db } from '#lib/db.ts';
import type { PublicationState } from '#lib/domain/publication/publication.ts';
import type { Publication } from '#prisma/generated/client.ts';
import { type Lease, takeLease } from './lease.ts';

/** Attachments go one by one; a few at a time, so that new documents are posted in between. */
const ATTACHMENTS_PER_CLAIM = 10;

export type Work = { lease: Lease } /** A request that was sent and whose answer nobody recorded. */ & (
  | { step: 'settle'; dispatchId: string }
  /** Documents of one kind, for one request. */
  | { step: 'post'; publications: Publication[] }
  | { step: 'attach'; publications: Publication[] }
);

type Candidate = { id: string; state: PublicationState; kind: string; attempts: number };

/**
 * Takes the next work of a connection under a lease; null when nothing is due or another worker is at it, since one
 * drain at a time works on a connection. What is uncertain comes first, then posting, then attachments.
 */
export async function claimWork(connectionId: string, documentsPerCall: number): Promise<Work | null> {
  return db.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${connectionId}, 0))`;
    if (await isHeld(transaction, connectionId)) return null;
    const due = await transaction.$queryRaw<Candidate[]>`
      SELECT "id", "state"::text AS "state", "kind"::text AS "kind", "attempts"
      FROM "Publication"
      WHERE "connectionId" = ${connectionId}::uuid AND "state" IN ('QUEUED', 'SENDING', 'POSTED', 'UNCERTAIN')
        AND ("notBefore" IS NULL OR "notBefore" <= now())
      ORDER BY CASE "state" WHEN 'QUEUED' THEN 1 WHEN 'POSTED' THEN 2 ELSE 0 END, "requestedAt", "id"
      LIMIT ${documentsPerCall}
      FOR UPDATE SKIP LOCKED`;
    const [first] = due;
    if (!first) return null;
    if (first.state === 'SENDING' || first.state === 'UNCERTAIN') return settling(transaction, connectionId, first.id);
    const step = first.state === 'QUEUED' ? 'post' : 'attach';
    const ids = (step === 'post' ? oneRequest(first, due) : attachments(due)).map(({ id }) => id);
    const lease = await takeLease(transaction, connectionId, ids);
    const publications = await transaction.publication.findMany({
      where: { id: { in: ids } },
      orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
    });
    return { step, lease, publications };
  });
}

async function isHeld(transaction: Db, connectionId: string): Promise<boolean> {
  const [held] = await transaction.$queryRaw<unknown[]>`
    SELECT 1 FROM "Publication"
    WHERE "connectionId" = ${connectionId}::uuid AND "state" IN ('QUEUED', 'SENDING', 'POSTED', 'UNCERTAIN')
      AND "leaseUntil" > now()
    LIMIT 1`;
  return held !== undefined;
}

/** One kind per request; a document that was in a request that failed as a whole goes alone. */
function oneRequest(first: Candidate, due: Candidate[]): Candidate[] {
  if (first.attempts > 0) return [first];
  return due.filter(({ state, kind, attempts }) => state === 'QUEUED' && kind === first.kind && attempts === 0);
}

function attachments(due: Candidate[]): Candidate[] {
  return due.filter(({ state }) => state === 'POSTED').slice(0, ATTACHMENTS_PER_CLAIM);
}

async function settling(transaction: Db, connectionId: string, publicationId: string): Promise<Work> {
  const dispatch = await transaction.dispatch.findFirstOrThrow({
    where: {
      kind: 'DOCUMENT',
      state: { in: ['STORED', 'SENT', 'UNCERTAIN'] },
      members: { some: { publicationId } },
    },
    orderBy: { createdAt: 'desc' },
    select: { id: true, createdAt: true },
  });
  const members = await transaction.publication.findMany({
    where: {
      state: { in: ['SENDING', 'UNCERTAIN'] },
      dispatches: {
        some: { dispatchId: dispatch.id },
        // One that was looked up and sent anew is no longer this request's business.
        none: { dispatch: { kind: 'DOCUMENT', createdAt: { gt: dispatch.createdAt } } },
      },
    },
    select: { id: true },
  });
  const ids = members.map(({ id }) => id);
  return { step: 'settle', dispatchId: dispatch.id, lease: await takeLease(transaction, connectionId, ids) };
}

/** When a connection's publications have to be looked at again; null when none is open. */
export async function nextDue(connectionId: string): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT min(greatest("notBefore", "leaseUntil", now())) AS "at" FROM "Publication"
    WHERE "connectionId" = ${connectionId}::uuid AND "state" IN ('QUEUED', 'SENDING', 'POSTED', 'UNCERTAIN')`;
  return row?.at ?? null;
}
