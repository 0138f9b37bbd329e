import { storeStatus } from '#lib/coding/store-status.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { type Db, db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** Notes that the document of a new item is to be read. Wake a worker when that is committed: `wakeReading`. */
export async function noteForReading(
  transaction: Db,
  { businessId, itemId, documentId }: { businessId: string; itemId: string; documentId: string },
): Promise<void> {
  await transaction.extraction.create({ data: { businessId, itemId, documentId } });
}

export const wakeReading = (): Promise<void> => enqueue('read-documents', {});

/**
 * Has the document of an item read again, or for the first time: what nobody has entered becomes what is read now. One that
 * is being read is read once.
 */
export async function readAgain(scope: BusinessScope, itemId: string): Promise<Result<null>> {
  const { businessId } = scope;
  const asked = await db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Item" WHERE "id" = ${itemId}::uuid FOR UPDATE`;
    const item = await transaction.item.findFirst({
      where: { ...visibleItems(scope), id: itemId, place: 'INBOX' },
      select: {
        isBeingRead: true,
        documents: { orderBy: { position: 'asc' }, take: 1, select: { documentId: true } },
      },
    });
    const documentId = item?.documents[0]?.documentId;
    if (!item || !documentId) {
      return failure('missing', 'This item is no longer in the inbox, or has no document. Reload the page.');
    }
    if (item.isBeingRead) return ok(null);
    const again = {
      documentId,
      state: 'WAITING',
      requestedAt: new Date(),
      tries: 0,
      claim: null,
      problem: null,
    } as const;
    await transaction.extraction.upsert({
      where: { itemId },
      create: { businessId, itemId, documentId },
      update: again,
    });
    await transaction.item.update({ where: { id: itemId }, data: { isBeingRead: true } });
    await storeStatus(transaction, businessId, [itemId]);
    await announce(transaction, { businessId, topic: 'items', id: itemId });
    return ok(null);
  });
  if (asked.ok) await wakeReading();
  return asked;
}
