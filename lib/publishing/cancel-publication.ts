import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** Takes back what is still queued, so that the item can be edited again. What may have left can't be taken back. */
export async function cancelPublication(scope: BusinessScope, publicationId: string): Promise<Result<null>> {
  const { businessId, actor } = scope;
  const isCancelled = await db.$transaction(async (transaction) => {
    // A drain that holds the row stores its request before it lets go: then the state is no longer QUEUED here.
    const [cancelled] = await transaction.publication.updateManyAndReturn({
      where: { id: publicationId, businessId, state: 'QUEUED' },
      data: { state: 'CANCELLED', leaseId: null, leaseUntil: null, completedAt: new Date() },
      select: { itemId: true, itemRevision: true },
    });
    if (!cancelled) return false;
    await transaction.itemEvent.create({
      data: {
        businessId,
        itemId: cancelled.itemId,
        actorKind: 'PERSON',
        userId: actor.userId,
        actorName: actor.name,
        kind: 'publishCancelled',
        revision: cancelled.itemRevision,
        detail: { publicationId },
      },
    });
    await announce(transaction, { businessId, topic: 'items', id: cancelled.itemId });
    return true;
  });
  return isCancelled
    ? ok(null)
    : failure('tooLate', 'It was on its way already, so it could not be cancelled. The page shows how it ended.');
}
