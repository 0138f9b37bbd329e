import { codingOf, entriesOf, withRows } from '#lib/coding/coding-columns.ts';
import { db } from '#lib/db.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { CSV_MARK, csvLines } from '#lib/domain/csv.ts';
import { archiveName } from '#lib/domain/export/archive-name.ts';
import { amountColumns, exportHeadings, exportRows } from '#lib/domain/export/export-rows.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { ItemExport } from '#prisma/generated/client.ts';
import { type ZipEntry, zipped } from './zip.ts';

/** Items that are in memory at a time. */
const PAGE = 200;

export type ExportFile = { fileName: string; mimeType: string; parts: AsyncIterable<Uint8Array> };

/** The file of an export, of the items as they are now; null when there is none of this id any more. */
export async function exportFile(scope: BusinessScope, exportId: string): Promise<ExportFile | null> {
  const { businessId } = scope;
  const asked = await db.itemExport.findFirst({ where: { id: exportId, businessId } });
  if (!asked) return null;
  const name = `${workspaceNames[asked.workspace]} ${todayIn(null, asked.at)}`;
  return asked.withDocuments
    ? { fileName: `${name}.zip`, mimeType: 'application/zip', parts: zipped(entries(scope, asked), asked.at) }
    : { fileName: `${name}.csv`, mimeType: 'text/csv; charset=utf-8', parts: table(scope, asked) };
}

async function* table(scope: BusinessScope, { workspace, itemIds, withDocuments }: ItemExport) {
  let isFirst = true;
  for await (const { items, lists, baseCurrency, timeZone } of pages(scope, itemIds)) {
    const rows = items.flatMap((item) => {
      const coding = codingOf(item, lists.rules);
      const [document] = item.documents;
      return exportRows(
        {
          ...{ number: item.number, coding, currency: coding.currency ?? baseCurrency, status: item.status },
          ...{ isArchived: item.place === 'ARCHIVE', isPublished: item.publications.length > 0 },
          addedOn: todayIn(timeZone, item.createdAt),
          document: document ? (withDocuments ? pathOf(item.number, document) : document.document.fileName) : null,
        },
        lists,
      );
    });
    const headings = isFirst ? [exportHeadings(workspace, lists)] : [];
    yield Buffer.from(`${isFirst ? CSV_MARK : ''}${csvLines([...headings, ...rows], amountColumns)}`);
    isFirst = false;
  }
}

/** The table first, then the documents, of which the browser of whoever unpacks it tells their items apart. */
async function* entries(scope: BusinessScope, asked: ItemExport): AsyncGenerator<ZipEntry> {
  const parts: Uint8Array[] = [];
  for await (const part of table(scope, asked)) parts.push(part);
  yield { name: 'items.csv', bytes: Buffer.concat(parts) };
  for await (const { items } of pages(scope, asked.itemIds)) {
    for (const item of items) {
      for (const linked of item.documents) {
        yield { name: pathOf(item.number, linked), bytes: await storage().get(linked.document.storageKey) };
      }
    }
  }
}

type Linked = { position: number; document: { fileName: string } };

const pathOf = (number: number, { position, document }: Linked) =>
  `documents/${archiveName(number, position, document.fileName)}`;

/** The items in the order of the file, some at a time; what was deleted since is left out. */
async function* pages(scope: BusinessScope, itemIds: readonly string[]) {
  const { businessId } = scope;
  for (let first = 0; first < itemIds.length; first += PAGE) {
    const ids = itemIds.slice(first, first + PAGE);
    const found = await db.item.findMany({
      where: { businessId, deletedAt: null, id: { in: ids } },
      omit: { provenance: true },
      include: {
        ...withRows,
        documents: {
          orderBy: { position: 'asc' },
          select: { position: true, document: { select: { fileName: true, storageKey: true } } },
        },
        publications: { where: { state: { in: ['POSTED', 'COMPLETE'] } }, select: { id: true }, take: 1 },
      },
    });
    const byId = new Map(found.map((item) => [item.id, item]));
    const items = ids.flatMap((id) => byId.get(id) ?? []);
    const context = await loadReviewContext(db, { businessId }, idsOf(entriesOf(...items)));
    const { lists, baseCurrency, organisation } = context;
    yield { items, lists, baseCurrency, timeZone: organisation?.timeZone ?? null };
  }
}
