import { CSV_MARK, csvLines } from '#lib/domain/csv.ts';
import { type ChosenColumns, plainCsv } from '#lib/domain/export/export-form.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { ExportedPage } from './export-pages.ts';
import { csvParts, tableParts } from './export-table.ts';
import { type ZipEntry, zipped } from './zip.ts';

/**
 * A ZIP file of the originals as they came, part by part, with two tables: the items, and a manifest that says of each
 * file what it is and by which sum to know that it is whole. `pages` is called once for each of the three.
 */
export function archiveParts(
  pages: () => AsyncIterable<ExportedPage>,
  { workspace, chosen, at }: { workspace: Workspace; chosen: ChosenColumns; at: Date },
): AsyncGenerator<Uint8Array> {
  async function* entries(): AsyncGenerator<ZipEntry> {
    yield { name: 'items.csv', parts: csvParts(tableParts(pages(), workspace, chosen), plainCsv) };
    yield { name: 'manifest.csv', parts: manifest(pages()) };
    for await (const { rows } of pages()) {
      for (const { documents } of rows) {
        for (const { path, storageKey } of documents) yield { name: path, bytes: await storage().get(storageKey) };
      }
    }
  }
  return zipped(entries(), at);
}

const titles = ['File', 'Item', 'Name', 'Type', 'Bytes', 'SHA-256'];

async function* manifest(pages: AsyncIterable<ExportedPage>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(CSV_MARK + csvLines([titles]));
  for await (const { rows } of pages) {
    const lines = rows.flatMap(({ item, documents }) =>
      documents.map(({ path, fileName, mimeType, byteSize, sha256 }) => [
        ...[path, String(item.number), fileName, mimeType, String(byteSize), sha256],
      ]),
    );
    yield Buffer.from(csvLines(lines));
  }
}
