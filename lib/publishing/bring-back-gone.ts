import { byActor } from '#lib/coding/item-events.ts';
import { toInbox } from '#lib/coding/to-inbox.ts';
import { db } from '#lib/db.ts';
import { isUndecided } from '#lib/domain/publication/publication.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { recordGone } from './record.ts';

/**
 * Brings an item back to the inbox whose document was voided or deleted in the books, so that it can be corrected and
 * published anew. Only what was seen to be gone there frees its item: anything else would be published twice.
 */
export async function bringBackGone(scope: BusinessScope, publicationId: string): Promise<Result<null>> {
  const { businessId, origin } = scope;
  return db.$transaction(async (transaction) => {
    // Whoever edits or publishes this item at the same time waits here.
    await transaction.$queryRaw`
      SELECT 1 FROM "Item" WHERE "businessId" = ${businessId}::uuid
         AND "id" = (SELECT "itemId" FROM "Publication" WHERE "id" = ${publicationId}::uuid) FOR UPDATE`;
    const publication = await transaction.publication.findFirst({
      where: { id: publicationId, businessId, state: { in: ['POSTED', 'COMPLETE'] } },
      select: { itemId: true, lifeStatus: true, item: { select: { publications: { select: { state: true } } } } },
    });
    if (!publication) return notGone;
    const { lifeStatus: status } = publication;
    if (status !== 'VOIDED' && status !== 'DELETED') return notGone;
    if (publication.item.publications.some(({ state }) => isUndecided(state))) return underWay;
    const { itemId } = publication;
    await toInbox(transaction, itemId);
    await transaction.itemEvent.create({ data: byActor(scope, itemId, 'broughtBack') });
    await recordGone(transaction, publicationId, status, origin);
    return ok(null);
  });
}

const notGone = failure(
  'notGone',
  'It was not brought back: as far as we know it is still in the books, or it was brought back already. Reload the page to see it.',
);
const underWay = failure(
  'underWay',
  'Something is still under way, so it was not brought back. Try again once that is done.',
);
