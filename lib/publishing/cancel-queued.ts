import { byActor } from '#lib/coding/item-events.ts';
import { db } from '#lib/db.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { recordCancelled } from './record.ts';

/** Cancels a publication that is still queued, and meets the condition; false when it is not, or does not. */
export function cancelQueued(
  scope: BusinessScope,
  publicationId: string,
  condition: Prisma.PublicationWhereInput = {},
): Promise<boolean> {
  const { businessId } = scope;
  return db.$transaction(async (transaction) => {
    const cancelled = await recordCancelled(transaction, { ...condition, id: publicationId, businessId }, scope.origin);
    if (!cancelled) return false;
    const { itemId, itemRevision: revision } = cancelled;
    await transaction.itemEvent.create({
      data: { ...byActor(scope, itemId, 'publishCancelled'), revision, detail: { publicationId } },
    });
    return true;
  });
}
