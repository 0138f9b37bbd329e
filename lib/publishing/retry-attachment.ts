import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** Tries again to attach the document of something published; what is in the ledger is not posted again. */
export async function retryAttachment(scope: BusinessScope, publicationId: string): Promise<Result<null>> {
  const retried = await db.$transaction(async (transaction) => {
    const [publication] = await transaction.publication.updateManyAndReturn({
      where: {
        id: publicationId,
        businessId: scope.businessId,
        OR: [
          { state: 'COMPLETE', attachmentState: 'FAILED' },
          { state: 'POSTED', attachmentState: 'PENDING' },
        ],
      },
      data: { state: 'POSTED', attachmentState: 'PENDING', attachmentAttempts: 0, notBefore: null },
      select: { itemId: true, connectionId: true },
    });
    if (!publication) return null;
    await announce(transaction, {
      businessId: scope.businessId,
      topic: 'items',
      id: publication.itemId,
      origin: scope.origin,
    });
    return publication;
  });
  if (!retried) return failure('nothingToAttach', 'There is no document left to attach. Reload the page to see it.');
  await enqueue('drain-publications', { connectionId: retried.connectionId });
  return ok(null);
}
