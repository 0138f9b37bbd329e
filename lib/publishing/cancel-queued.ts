import { db } from '#lib/db.ts';
import { announce } from '#lib/events/announce.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** Who or what takes it back, as the item's history names them. */
type Canceller = Pick<Prisma.ItemEventUncheckedCreateInput, 'actorKind' | 'actorName' | 'userId'>;

/** Cancels a publication that is still queued, and meets the condition; false when it is not, or does not. */
export function cancelQueued(
  publicationId: string,
  condition: Prisma.PublicationWhereInput,
  by: Canceller,
): Promise<boolean> {
  return db.$transaction(async (transaction) => {
    // A drain that holds the row stores its request before it lets go: then the state is no longer QUEUED here.
    const [cancelled] = await transaction.publication.updateManyAndReturn({
      where: { ...condition, id: publicationId, state: 'QUEUED' },
      data: { state: 'CANCELLED', leaseId: null, leaseUntil: null, completedAt: new Date() },
      select: { businessId: true, itemId: true, itemRevision: true },
    });
    if (!cancelled) return false;
    const { businessId, itemId, itemRevision: revision } = cancelled;
    await transaction.itemEvent.create({
      data: { ...by, businessId, itemId, revision, kind: 'publishCancelled', detail: { publicationId } },
    });
    await announce(transaction, { businessId, topic: 'items', id: itemId });
    return true;
  });
}
