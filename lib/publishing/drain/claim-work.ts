import { type Db, db, kept } from '#lib/db.ts';
import { type LedgerOperation, openStates } from '#lib/domain/publication/publication.ts';
import type { StepKind, StepState } from '#lib/domain/publication/publication-steps.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Unsettled } from '../dispatch/settle-dispatch.ts';
import { publicationIdsOf } from '../dispatch/stored-dispatch.ts';
import { type Lease, takeLease } from '../lease.ts';
import { type OpenStep, stepsInTurn, withPublication } from '../open-step.ts';

/** What follows documents is one request each; so many are taken at once, of which a few are sent side by side. */
const FOLLOWING_PER_CLAIM = 15;

/** Contacts and documents, or what follows documents: each kind of work is claimed by itself, and done beside the other. */
export type Stream = 'decisive' | 'following';

export type Work = {
  lease: Lease;
  first: OpenStep;
  /** Whether there may be more of the stream that could be claimed at once. */
  mayHaveMore: boolean;
} & (
  | { what: 'dispatch'; steps: OpenStep[] }
  /** A request that was sent and whose answer nobody recorded. */
  | { what: 'settle'; unsettled: Unsettled }
);

type Candidate = {
  id: string;
  kind: StepKind;
  state: StepState;
  attempts: number;
  documentKind: string;
  operation: LedgerOperation;
};

/**
 * Takes the next work of a connection under a lease; null when nothing of the stream is due, or others work on what is.
 * Of contacts and documents those that are uncertain come first, then those to be sent.
 */
export async function claimWork(connectionId: string, stream: Stream, documentsPerCall: number): Promise<Work | null> {
  // Most looks find nothing, and a transaction costs several times as much.
  const [any] = await db.$queryRaw<unknown[]>`${kept} SELECT step."id" FROM ${dueOf(connectionId, stream)} LIMIT 1`;
  if (!any) return null;
  const limit = stream === 'decisive' ? documentsPerCall : FOLLOWING_PER_CLAIM;
  return db.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${connectionId}, 0))`;
    const due = await transaction.$queryRaw<Candidate[]>`
      ${kept} SELECT step."id", step."kind"::text AS "kind", step."state"::text AS "state", step."attempts",
             publication."kind"::text AS "documentKind", publication."operation"::text AS "operation"
      FROM ${dueOf(connectionId, stream)}
      ORDER BY step."state" = 'PENDING', publication."requestedAt", publication."id", step."position"
      LIMIT ${limit}
      FOR UPDATE OF publication SKIP LOCKED`;
    const [first] = due;
    if (!first) return null;
    if (first.state !== 'PENDING') return settling(transaction, connectionId, first.id);
    const steps = await transaction.publicationStep.findMany({
      where: { id: { in: together(first, due) } },
      include: withPublication,
      orderBy: [{ publication: { requestedAt: 'asc' } }, { publicationId: 'asc' }, { position: 'asc' }],
    });
    const taken = await takeSteps(transaction, connectionId, steps);
    const mayHaveMore = due.length === limit || steps.length < due.length;
    return taken && { what: 'dispatch', steps, mayHaveMore, ...taken };
  });
}

/** What of a stream is due and nobody works on. */
const dueOf = (connectionId: string, stream: Stream) => Prisma.sql`
  ${stepsInTurn} AND publication."connectionId" = ${connectionId}::uuid
    AND (publication."leaseUntil" IS NULL OR publication."leaseUntil" <= now())
    AND (step."notBefore" IS NULL OR step."notBefore" <= now())
    AND (step."kind" IN ('CONTACT', 'UNDO', 'DOCUMENT')) = ${stream === 'decisive'}`;

/** What is worked on under one lease, beginning with the first. */
function together(first: Candidate, due: Candidate[]): string[] {
  const alike = due.filter(({ kind, state }) => kind === first.kind && state === 'PENDING');
  return chosen().map(({ id }) => id);

  function chosen(): Candidate[] {
    switch (first.kind) {
      case 'CONTACT':
        return alike;
      case 'UNDO':
        return [first];
      case 'DOCUMENT':
        // New ones of one kind share a request; one that was in a request that failed as a whole goes alone.
        if (first.operation !== 'CREATE' || first.attempts > 0) return [first];
        return alike.filter(
          ({ documentKind, operation, attempts }) =>
            documentKind === first.documentKind && operation === 'CREATE' && attempts === 0,
        );
      default:
        return alike;
    }
  }
}

async function settling(transaction: Db, connectionId: string, stepId: string): Promise<Work | null> {
  const dispatch = await transaction.dispatch.findFirstOrThrow({
    where: { state: { in: ['STORED', 'SENT', 'UNCERTAIN'] }, members: { some: { stepId } } },
    orderBy: { createdAt: 'desc' },
    include: { _count: { select: { members: true } } },
  });
  const members = await transaction.dispatchMember.findMany({
    where: {
      dispatchId: dispatch.id,
      step: {
        state: { in: ['SENDING', 'UNCERTAIN'] },
        publication: { state: { in: [...openStates] } },
        // One that was looked up and sent anew is no longer this request's business.
        dispatches: { none: { dispatch: { createdAt: { gt: dispatch.createdAt } } } },
      },
    },
    orderBy: { position: 'asc' },
    include: { step: { include: withPublication } },
  });
  const steps = members.map(({ step }) => step);
  const unsettled = { dispatch, memberCount: dispatch._count.members, steps };
  const taken = await takeSteps(transaction, connectionId, steps);
  return taken && { what: 'settle', unsettled, mayHaveMore: true, ...taken };
}

async function takeSteps(transaction: Db, connectionId: string, steps: OpenStep[]) {
  const [first] = steps;
  if (!first) throw new Error('There is a step to work on, and it is gone');
  const lease = await takeLease(transaction, connectionId, publicationIdsOf(steps));
  return lease && { first, lease };
}

/** When a connection's publications have to be looked at again; null when none is open. */
export async function nextDue(connectionId: string): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT greatest((SELECT "waitsUntil" FROM "Connection" WHERE "id" = ${connectionId}::uuid),
                    min(greatest(step."notBefore", publication."leaseUntil", now()))) AS "at"
    FROM ${stepsInTurn} AND publication."connectionId" = ${connectionId}::uuid
    HAVING count(*) > 0`;
  return row?.at ?? null;
}
