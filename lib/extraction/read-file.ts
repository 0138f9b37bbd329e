import { documentCode } from '#lib/domain/extraction/document-codes.ts';
import { type ReadHints, readDocument } from '#lib/domain/extraction/read-document.ts';
import type { FileReading } from '#lib/domain/extraction/reading.ts';
import { toReadPage } from '#lib/domain/extraction/text-page.ts';
import { withCodes } from '#lib/domain/extraction/with-codes.ts';
import { readPages } from './read-pages.ts';

/**
 * What a PDF or a picture says, by its own text and by what its pages and the codes on them show. `mimeType` is what its content was found to
 * be. It takes seconds and up to 1.5 GB, so it belongs into a process of its own, which may be ended at any moment.
 * What can't be decoded throws a Refusal.
 */
export async function readFile(bytes: Uint8Array, mimeType: string, hints: ReadHints): Promise<FileReading> {
  const { pages, unread, codes } = await readPages(bytes, mimeType);
  const said = codes.flatMap((text) => documentCode(text) ?? []);
  const document = withCodes(readDocument(pages, hints), said, hints);
  if (unread.length > 0) {
    document.warnings.push({ code: 'pagesNotRead', field: null, detail: unread.slice(0, 20).join(', ') });
  }
  return { documents: [document], pages: pages.map(toReadPage) };
}
