import { createHash, randomUUID } from 'node:crypto';
import { type Db, db } from '#lib/db.ts';
import type { DispatchState } from '#lib/domain/publication/dispatch.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';
import type { Dispatch, DispatchKind } from '#prisma/generated/client.ts';
import { fence, type Lease } from './lease.ts';

/** A request's content: its exact body, or for an attachment the document's bytes, which are stored already. */
export type Content = { body: string } | { bytes: Buffer };

/**
 * Stores a request before it is sent, in one transaction with what it means for its publications: those of a document
 * are `SENDING` from here on. Throws LeaseLost when one was cancelled or taken over meanwhile.
 */
export async function storeDispatch(
  lease: Lease,
  request: { businessId: string; kind: DispatchKind; publicationIds: string[]; content: Content },
): Promise<Dispatch> {
  const { businessId, kind, publicationIds, content } = request;
  const body = 'body' in content ? content.body : null;
  return db.$transaction(async (transaction) => {
    await fence(transaction, lease, publicationIds);
    if (kind === 'DOCUMENT') {
      const { count } = await transaction.publication.updateMany({
        where: { id: { in: publicationIds }, state: 'QUEUED' },
        data: { state: 'SENDING', notBefore: null },
      });
      if (count !== publicationIds.length) throw new LeaseLost('these publications');
    }
    return transaction.dispatch.create({
      data: {
        businessId,
        connectionId: lease.connectionId,
        kind,
        idempotencyKey: randomUUID(),
        body,
        bodyHash: hashOf(content),
        members: { create: publicationIds.map((publicationId, position) => ({ publicationId, position })) },
      },
    });
  });
}

export function hashOf(content: Content): string {
  return createHash('sha256')
    .update('body' in content ? content.body : content.bytes)
    .digest('hex');
}

/**
 * The last thing before a request leaves: the lease is ours still, and from now on it counts as sent. Times are the
 * database's, so that workers with clocks of their own agree on the key's age.
 */
export async function markSent(
  lease: Lease,
  dispatchId: string,
  publicationIds: readonly string[],
): Promise<{ isResend: boolean; sends: number }> {
  return db.$transaction(async (transaction) => {
    await fence(transaction, lease, publicationIds);
    const [sent] = await transaction.$queryRaw<{ sends: number }[]>`
      UPDATE "Dispatch"
      SET "state" = 'SENT', "sends" = "sends" + 1, "firstSentAt" = coalesce("firstSentAt", clock_timestamp())
      WHERE "id" = ${dispatchId}::uuid AND "state" IN ('STORED', 'SENT', 'UNCERTAIN')
      RETURNING "sends"`;
    if (!sent) throw new LeaseLost('these publications');
    return { isResend: sent.sends > 1, sends: sent.sends };
  });
}

/** Stores how a request ended, or that nobody knows. */
export async function recordDispatch(
  transaction: Db,
  dispatchId: string,
  state: DispatchState,
  error: LedgerError | null = null,
): Promise<void> {
  await transaction.dispatch.update({
    where: { id: dispatchId },
    data: {
      state,
      ...(state === 'ANSWERED' && { answeredAt: new Date() }),
      ...(error && { error: { kind: error.kind, message: error.message } }),
    },
  });
}

/** The database's clock, by which requests are timed. */
export async function databaseNow(): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS "now"`;
  if (!row) throw new Error('The database tells no time');
  return row.now;
}
