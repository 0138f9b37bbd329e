import type { Db } from '#lib/db.ts';

/** An item whose document is no more in the books is back in the inbox; the bill of a claim stays the claim's. */
export async function toInbox(transaction: Db, itemId: string): Promise<void> {
  await transaction.item.updateMany({
    where: { id: itemId, place: 'ARCHIVE' },
    data: { place: 'INBOX', archivedAt: null },
  });
}
