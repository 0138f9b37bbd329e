import { db } from '#lib/db.ts';

/** The words of the first documents of items, by the items' ids: what a search has found there. */
export async function readTexts(itemIds: readonly string[]): Promise<Map<string, string>> {
  const documents = await db.itemDocument.findMany({
    where: { itemId: { in: [...itemIds] }, position: 0, document: { readText: { not: '' } } },
    select: { itemId: true, document: { select: { readText: true } } },
  });
  return new Map(documents.map(({ itemId, document }) => [itemId, document.readText]));
}
