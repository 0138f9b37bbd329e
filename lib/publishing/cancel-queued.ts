import { byActor } from '#lib/coding/item-events.ts';
import { db } from '#lib/db.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** Cancels a publication that is still queued, and meets the condition; false when it is not, or does not. */
export function cancelQueued(
  scope: BusinessScope,
  publicationId: string,
  condition: Prisma.PublicationWhereInput = {},
): Promise<boolean> {
  const { businessId } = scope;
  return db.$transaction(async (transaction) => {
    // A drain that holds the row stores its request before it lets go: then the state is no longer QUEUED here.
    const [cancelled] = await transaction.publication.updateManyAndReturn({
      where: { ...condition, id: publicationId, businessId, state: 'QUEUED' },
      data: { state: 'CANCELLED', leaseId: null, leaseUntil: null, completedAt: new Date() },
      select: { itemId: true, itemRevision: true },
    });
    if (!cancelled) return false;
    const { itemId, itemRevision: revision } = cancelled;
    await transaction.itemEvent.create({
      data: { ...byActor(scope, itemId, 'publishCancelled'), revision, detail: { publicationId } },
    });
    await announce(transaction, { businessId, topic: 'items', id: itemId, origin: scope.origin });
    return true;
  });
}
