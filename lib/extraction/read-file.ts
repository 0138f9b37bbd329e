import { documentCode } from '#lib/domain/extraction/document-codes.ts';
import { type ReadHints, readDocument } from '#lib/domain/extraction/read-document.ts';
import type { FileReading, Reading } from '#lib/domain/extraction/reading.ts';
import { type TextPage, toReadPage } from '#lib/domain/extraction/text-page.ts';
import { withCodes } from '#lib/domain/extraction/with-codes.ts';
import { isSupplierOpen, withPicturedSupplier } from '#lib/domain/extraction/with-pictured-supplier.ts';
import { readBesideText } from './read-beside-text.ts';
import { readPages } from './read-pages.ts';

/**
 * What a PDF or a picture says, by its own text and by what its pages and the codes on them show. `mimeType` is what its content was found to
 * be. It takes seconds and up to 1.5 GB, so it belongs into a process of its own, which may be ended at any moment.
 * What can't be decoded throws a Refusal.
 */
export async function readFile(bytes: Uint8Array, mimeType: string, hints: ReadHints): Promise<FileReading> {
  const { pages, unread, codes } = await readPages(bytes, mimeType);
  const said = codes.flatMap((text) => documentCode(text) ?? []);
  const reading = readDocument(pages, hints);
  const named =
    mimeType === 'application/pdf' && isSupplierOpen(reading) ? await withLogo(bytes, pages, reading, hints) : reading;
  const document = withCodes(named, said, hints);
  if (unread.length > 0) {
    document.warnings.push({ code: 'pagesNotRead', field: null, detail: unread.slice(0, 20).join(', ') });
  }
  return { documents: [document], pages: pages.map(toReadPage) };
}

/** With the supplier whom the first page of a PDF shows beside its text; the page joins `pages` with all that it shows. */
async function withLogo(bytes: Uint8Array, pages: TextPage[], reading: Reading, hints: ReadHints): Promise<Reading> {
  const [first, ...others] = pages;
  const shown = first?.source === 'pdf' ? await readBesideText(bytes, first, 0) : null;
  if (!shown) return reading;
  pages[0] = shown;
  return withPicturedSupplier(reading, readDocument([shown, ...others], hints));
}
