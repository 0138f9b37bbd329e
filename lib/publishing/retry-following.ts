import { byActor } from '#lib/coding/item-events.ts';
import { db } from '#lib/db.ts';
import { followingKinds } from '#lib/domain/publication/publication-steps.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { recordGivenUp, recordRetried } from './record.ts';

const following = { kind: { in: [...followingKinds] } };

/** Tries again what follows something published: payments, files and the rest. What is in the ledger is not posted again. */
export async function retryFollowing(scope: BusinessScope, publicationId: string): Promise<Result<null>> {
  const retried = await db.$transaction(async (transaction) => {
    const publication = await locked(transaction, scope, publicationId, [
      { state: 'COMPLETE', steps: { some: { ...following, state: 'FAILED' } } },
      { state: 'POSTED', steps: { some: { ...following, state: { in: ['PENDING', 'UNCERTAIN'] } } } },
    ]);
    if (publication) await recordRetried(transaction, publicationId, following, scope.origin);
    return publication;
  });
  if (!retried) return failure('nothingLeft', 'There is nothing left to try again. Reload the page to see it.');
  await enqueue('drain-publications', { connectionId: retried.connectionId });
  return ok(null);
}

/** Leaves something published without the payments that were not recorded. Those that may have left can't be taken back. */
export async function cancelPayments(scope: BusinessScope, publicationId: string): Promise<Result<null>> {
  const isCancelled = await db.$transaction(async (transaction) => {
    const waiting: Prisma.PublicationStepWhereInput = { kind: 'PAYMENT', state: { in: ['PENDING', 'FAILED'] } };
    const publication = await locked(transaction, scope, publicationId, [
      { state: { in: ['POSTED', 'COMPLETE'] }, steps: { some: waiting } },
    ]);
    if (!publication) return false;
    await recordGivenUp(transaction, publicationId, waiting, scope.origin);
    const { itemId, itemRevision: revision } = publication;
    await transaction.itemEvent.create({
      data: { ...byActor(scope, itemId, 'paymentCancelled'), revision, detail: { publicationId } },
    });
    return true;
  });
  return isCancelled
    ? ok(null)
    : failure('tooLate', 'There is no payment left to cancel. The page shows what became of it.');
}

async function locked(
  transaction: Prisma.TransactionClient,
  { businessId }: BusinessScope,
  id: string,
  conditions: Prisma.PublicationWhereInput[],
) {
  await transaction.$queryRaw`
    SELECT 1 FROM "Publication" WHERE "id" = ${id}::uuid AND "businessId" = ${businessId}::uuid FOR UPDATE`;
  return transaction.publication.findFirst({
    where: { id, businessId, OR: conditions },
    select: { connectionId: true, itemId: true, itemRevision: true },
  });
}
