import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Db, db, kept } from '#lib/db.ts';
import type { Comparison } from '#lib/domain/publication/comparison.ts';
import type { DispatchState } from '#lib/domain/publication/dispatch.ts';
import { isDecisive, statesBefore } from '#lib/domain/publication/publication-steps.ts';
import type { HeardAnswer } from '#lib/ledger/heard-answer.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';
import { type Dispatch, Prisma } from '#prisma/generated/client.ts';
import { fence, fencing, type Lease } from '../lease.ts';
import type { OpenStep } from '../open-step.ts';
import { recordSending } from '../record.ts';
import type { Content, Planned } from './step-rules.ts';

/** Of what a dispatch holds: body, comparison, error. Raised when an adapter comes to write its bodies otherwise. */
const VERSION = 1;

/**
 * Stores a request as the last thing before it is sent, together with what it means for its steps: from here on it counts
 * as sent, and they are `SENDING`. Throws LeaseLost when one was cancelled or taken over meanwhile. Times are the
 * database's, so that workers with clocks of their own agree on the key's age.
 */
export async function storeDispatch(lease: Lease, planned: Planned<unknown>): Promise<Dispatch> {
  const steps = planned.members.map(({ step }) => step);
  if (!steps.some(isDecisive)) return stored(db, lease, planned);
  return db.$transaction(async (transaction) => {
    const dispatch = await stored(transaction, lease, planned);
    await recordSending(transaction, steps);
    return dispatch;
  });
}

/** One statement: the fence, the steps, the request and what is in it. */
async function stored(client: Db, lease: Lease, { members, content, comparison }: Planned<unknown>): Promise<Dispatch> {
  const steps = members.map(({ step }) => step);
  const [first] = steps;
  if (!first) throw new Error('A request carries at least one step');
  const publicationIds = publicationIdsOf(steps);
  const stepIds = steps.map(({ id }) => id);
  const { businessId, kind, publication } = first;
  const [dispatch] = await client.$queryRaw<Dispatch[]>`
    ${kept} WITH held AS (${fencing(lease, publicationIds)} RETURNING "id"),
    moved AS (
      UPDATE "PublicationStep" SET "state" = 'SENDING', "notBefore" = NULL, "updatedAt" = now()
      WHERE "id" = ANY(${stepIds}::uuid[]) AND "state"::text = ANY(${statesBefore('SENDING')})
        AND (SELECT count(*) FROM held) = ${publicationIds.length}
      RETURNING "id"
    ), stored AS (
      INSERT INTO "Dispatch" ("id", "businessId", "connectionId", "kind", "operation", "version", "idempotencyKey", "body",
                              "bodyHash", "comparison", "state", "sends", "firstSentAt")
      SELECT ${randomUUID()}::uuid, ${businessId}::uuid, ${lease.connectionId}::uuid, ${kind}::"StepKind",
             ${publication.operation}::"LedgerOperation", ${VERSION}, ${randomUUID()},
             ${'body' in content ? content.body : null}, ${hashOf(content)},
             ${comparison ? JSON.stringify(comparison) : null}::jsonb, 'SENT', 1, clock_timestamp()
      WHERE (SELECT count(*) FROM moved) = ${stepIds.length}
      RETURNING "id", "businessId", "connectionId", "kind", "operation", "version", "idempotencyKey", "body", "bodyHash",
                "comparison", "state", "sends", "statusCode", "answer", "error", "createdAt", "firstSentAt", "answeredAt"
    ), members AS (
      INSERT INTO "DispatchMember" ("dispatchId", "stepId", "position")
      SELECT stored."id", member."id", member."index" - 1
      FROM stored, unnest(${stepIds}::uuid[]) WITH ORDINALITY AS member("id", "index")
    )
    SELECT * FROM stored`;
  if (!dispatch) throw new LeaseLost('these publications');
  return dispatch;
}

export function publicationIdsOf(steps: readonly OpenStep[]): string[] {
  return [...new Set(steps.map(({ publicationId }) => publicationId))];
}

export function hashOf(content: Content): string {
  return createHash('sha256')
    .update('body' in content ? content.body : content.bytes)
    .digest('hex');
}

/** Whether this version wrote the request, and so may send it again. */
export function isOfThisVersion({ version }: Dispatch): boolean {
  return version === VERSION;
}

const states = z.record(z.string(), z.string());
const comparisonSchema = z.object({ before: states, asked: states });

/** Null when it has none, or one of a form that this version does not know. */
export function comparisonOf(dispatch: Dispatch): Comparison | null {
  const read = comparisonSchema.safeParse(dispatch.comparison);
  return read.success && isOfThisVersion(dispatch) ? read.data : null;
}

/** The last thing before a request is sent again: the lease is ours still. */
export async function markSent(lease: Lease, dispatch: Dispatch, steps: readonly OpenStep[]): Promise<Dispatch> {
  return db.$transaction(async (transaction) => {
    await fence(transaction, lease, publicationIdsOf(steps));
    const [sent] = await transaction.$queryRaw<{ sends: number }[]>`
      UPDATE "Dispatch" SET "state" = 'SENT', "sends" = "sends" + 1
      WHERE "id" = ${dispatch.id}::uuid AND "state" IN ('STORED', 'SENT', 'UNCERTAIN')
      RETURNING "sends"`;
    if (!sent) throw new LeaseLost('these publications');
    return { ...dispatch, ...sent };
  });
}

/** How often a step was sent, in all of its requests: the longer in vain, the longer the pauses. */
export async function sendsOf(client: Db, stepId: string): Promise<number> {
  const { _sum } = await client.dispatch.aggregate({
    where: { members: { some: { stepId } } },
    _sum: { sends: true },
  });
  return _sum.sends ?? 0;
}

/** An answer about fifty documents is a fifth of this. */
const LONGEST_ANSWER = 1_000_000;

function textOf(body: unknown): string {
  const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
  // What the database can't hold of a text is no part of any answer that counts.
  return text.replaceAll('\u0000', '').slice(0, LONGEST_ANSWER);
}

/** Stores how a request ended, or that nobody knows. */
export async function recordDispatch(
  transaction: Db,
  dispatchId: string,
  state: DispatchState,
  { error = null, heard = null }: { error?: LedgerError | null; heard?: HeardAnswer | null } = {},
): Promise<void> {
  await transaction.$executeRaw(ending(dispatchId, state, { error, heard }));
}

/** The same as a part of another statement. */
export function ending(
  dispatchId: string,
  state: DispatchState,
  { error = null, heard = null }: { error?: LedgerError | null; heard?: HeardAnswer | null },
): Prisma.Sql {
  const told = error && { kind: error.kind, message: error.message };
  return Prisma.sql`
    UPDATE "Dispatch"
    SET "state" = ${state}::"DispatchState",
        "answeredAt" = CASE WHEN ${state} = 'ANSWERED' THEN clock_timestamp() ELSE "answeredAt" END,
        "error" = coalesce(${told ? JSON.stringify(told) : null}::jsonb, "error"),
        "statusCode" = coalesce(${heard?.status ?? null}::int, "statusCode"),
        "answer" = coalesce(${heard ? textOf(heard.body) : null}::text, "answer")
    WHERE "id" = ${dispatchId}::uuid`;
}

/** The database's clock, by which requests are timed. */
export async function databaseNow(): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS "now"`;
  if (!row) throw new Error('The database tells no time');
  return row.now;
}
