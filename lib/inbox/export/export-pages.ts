import { codingOf, entriesOf, withRows } from '#lib/coding/coding-columns.ts';
import { parseItemPages } from '#lib/coding/stored-pages.ts';
import { db } from '#lib/db.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import type { ItemPages } from '#lib/domain/documents/item-pages.ts';
import { archiveName } from '#lib/domain/export/archive-name.ts';
import type { ExportedItem } from '#lib/domain/export/export-columns.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { openPath } from '#lib/domain/paths.ts';
import { env } from '#lib/env.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';

/** Items that are in memory at a time. */
const PAGE = 200;

export type ExportedDocument = {
  id: string;
  businessId: string;
  storageKey: string;
  mimeType: string;
  pageCount: number;
  /** Those that the item shows. */
  pages: ItemPages;
  fileName: string;
  byteSize: number;
  sha256: string;
  /** Where it lies in an archive. */
  path: string;
};

export type ExportedPage = {
  lists: Lists;
  baseCurrency: string;
  rows: { item: ExportedItem; contactName: string | null; documents: ExportedDocument[] }[];
};

/** The items of a file in its order, some at a time; what was deleted since is left out. */
export async function* exportPages(
  businessId: string,
  itemIds: readonly string[],
  { isArchive = false, size = PAGE } = {},
): AsyncGenerator<ExportedPage> {
  for (let first = 0; first < itemIds.length; first += size) {
    const ids = itemIds.slice(first, first + size);
    const found = await db.item.findMany({
      where: { businessId, deletedAt: null, id: { in: ids } },
      omit: { provenance: true },
      include: {
        ...withRows,
        documents: {
          orderBy: { position: 'asc' },
          select: {
            position: true,
            pages: true,
            document: {
              select: {
                ...{ id: true, businessId: true, fileName: true, storageKey: true, mimeType: true, pageCount: true },
                ...{ byteSize: true, sha256: true },
              },
            },
          },
        },
        publications: {
          where: { state: { in: ['POSTED', 'COMPLETE'] } },
          orderBy: { requestedAt: 'desc' },
          select: { postedAt: true, ledgerNumber: true },
          take: 1,
        },
      },
    });
    const byId = new Map(found.map((item) => [item.id, item]));
    const items = ids.flatMap((id) => byId.get(id) ?? []);
    const context = await loadReviewContext(db, { businessId }, idsOf(entriesOf(...items)));
    const { lists, baseCurrency, organisation } = context;
    const timeZone = organisation?.timeZone ?? null;
    yield {
      lists,
      baseCurrency,
      rows: items.map((item) => {
        const coding = codingOf(item, lists.rules);
        const documents = item.documents.map(({ position, pages, document }) => ({
          ...document,
          pages: parseItemPages(pages),
          path: `documents/${archiveName(item.number, position, document.fileName)}`,
        }));
        const [publication] = item.publications;
        return {
          item: {
            ...{ id: item.id, number: item.number, coding, status: item.status },
            currency: coding.currency ?? baseCurrency,
            addedOn: todayIn(timeZone, item.createdAt),
            publishedOn: publication?.postedAt ? todayIn(timeZone, publication.postedAt) : null,
            ledgerNumber: publication?.ledgerNumber ?? null,
            url: `${env().APP_URL}${openPath(item.id)}`,
            documents: documents.map(({ path, fileName }) => (isArchive ? path : fileName)),
          },
          contactName: coding.contactId ? (lists.contacts.get(coding.contactId)?.name ?? null) : null,
          documents,
        };
      }),
    };
  }
}
