import { parseItemPages, storedPages } from '#lib/coding/stored-pages.ts';
import type { Db } from '#lib/db.ts';
import { MAX_PAGES } from '#lib/documents/document-kind.ts';
import type { PageCounts, ShownDocument } from '#lib/domain/documents/merged-documents.ts';

/** The documents of items by their ids, and how many pages each has. */
export async function shownDocuments(
  db: Db,
  itemIds: readonly string[],
): Promise<{ of: (itemId: string) => ShownDocument[]; counts: PageCounts }> {
  const found = await db.itemDocument.findMany({
    where: { itemId: { in: [...itemIds] } },
    orderBy: { position: 'asc' },
    select: { itemId: true, documentId: true, pages: true, document: { select: { pageCount: true } } },
  });
  const byItem = Map.groupBy(found, ({ itemId }) => itemId);
  return {
    of: (itemId) =>
      (byItem.get(itemId) ?? []).map(({ documentId, pages }) => ({ documentId, pages: parseItemPages(pages) })),
    counts: new Map(found.map(({ documentId, document }) => [documentId, document.pageCount])),
  };
}

/** How many pages an item would show. */
export const sheetCount = (documents: readonly ShownDocument[], counts: PageCounts): number =>
  documents.reduce((sum, { documentId, pages }) => sum + (pages?.length ?? counts.get(documentId) ?? 1), 0);

export const MAX_SHEETS = MAX_PAGES;

/** Writes what an item shows, in place of what it showed. */
export async function writeDocuments(
  transaction: Db,
  itemId: string,
  documents: readonly ShownDocument[],
): Promise<void> {
  await transaction.itemDocument.deleteMany({ where: { itemId } });
  await transaction.itemDocument.createMany({
    data: documents.map(({ documentId, pages }, position) => ({
      ...{ itemId, documentId, position },
      pages: storedPages(pages),
    })),
  });
}
