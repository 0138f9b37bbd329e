import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Db, db } from '#lib/db.ts';
import type { Comparison } from '#lib/domain/publication/comparison.ts';
import type { DispatchState } from '#lib/domain/publication/dispatch.ts';
import type { HeardAnswer } from '#lib/ledger/heard-answer.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';
import type { Dispatch } from '#prisma/generated/client.ts';
import { fence, type Lease } from '../lease.ts';
import type { OpenStep } from '../open-step.ts';
import { recordSending } from '../record.ts';
import type { Content, Planned } from './step-rules.ts';

/** Of what a dispatch holds: body, comparison, error. Raised when an adapter comes to write its bodies otherwise. */
const VERSION = 1;

/**
 * Stores a request before it is sent, in one transaction with what it means for its steps: they are `SENDING` from here
 * on. Throws LeaseLost when one was cancelled or taken over meanwhile.
 */
export async function storeDispatch(
  lease: Lease,
  { members, content, comparison }: Planned<unknown>,
): Promise<Dispatch> {
  const steps = members.map(({ step }) => step);
  const [first] = steps;
  if (!first) throw new Error('A request carries at least one step');
  return db.$transaction(async (transaction) => {
    await fence(transaction, lease, publicationIdsOf(steps));
    if (!(await recordSending(transaction, steps))) throw new LeaseLost('these publications');
    return transaction.dispatch.create({
      data: {
        businessId: first.businessId,
        connectionId: lease.connectionId,
        kind: first.kind,
        operation: first.publication.operation,
        version: VERSION,
        idempotencyKey: randomUUID(),
        body: 'body' in content ? content.body : null,
        bodyHash: hashOf(content),
        ...(comparison && { comparison }),
        members: { create: steps.map(({ id: stepId }, position) => ({ stepId, position })) },
      },
    });
  });
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

/**
 * The last thing before a request leaves: the lease is ours still, and from now on it counts as sent. Times are the
 * database's, so that workers with clocks of their own agree on the key's age.
 */
export async function markSent(
  lease: Lease,
  dispatchId: string,
  steps: readonly OpenStep[],
): Promise<{ isResend: boolean }> {
  return db.$transaction(async (transaction) => {
    await fence(transaction, lease, publicationIdsOf(steps));
    const [sent] = await transaction.$queryRaw<{ sends: number }[]>`
      UPDATE "Dispatch"
      SET "state" = 'SENT', "sends" = "sends" + 1, "firstSentAt" = coalesce("firstSentAt", clock_timestamp())
      WHERE "id" = ${dispatchId}::uuid AND "state" IN ('STORED', 'SENT', 'UNCERTAIN')
      RETURNING "sends"`;
    if (!sent) throw new LeaseLost('these publications');
    return { isResend: sent.sends > 1 };
  });
}

/** How often a step was sent, in all of its requests: the longer in vain, the longer the pauses. */
export async function sendsOf(stepId: string): Promise<number> {
  const { _sum } = await db.dispatch.aggregate({ where: { members: { some: { stepId } } }, _sum: { sends: true } });
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
  await transaction.dispatch.update({
    where: { id: dispatchId },
    data: {
      state,
      ...(state === 'ANSWERED' && { answeredAt: new Date() }),
      ...(error && { error: { kind: error.kind, message: error.message } }),
      ...(heard && { statusCode: heard.status, answer: textOf(heard.body) }),
    },
  });
}

/** The database's clock, by which requests are timed. */
export async function databaseNow(): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS "now"`;
  if (!row) throw new Error('The database tells no time');
  return row.now;
}
