import { withPdf } from '#lib/documents/decoding/pdf.ts';
import { xmlAttachments } from '#lib/documents/decoding/pdf-attachments.ts';
import { pdfOfPages } from '#lib/documents/decoding/pdf-pages.ts';
import type { DocumentMimeType } from '#lib/documents/document-kind.ts';
import type { EInvoice } from '#lib/documents/e-invoice/e-invoice.ts';
import { eInvoicePdf } from '#lib/documents/e-invoice/e-invoice-pdf.ts';
import { readEInvoices } from '#lib/documents/e-invoice/read-e-invoice.ts';
import { type ItemPage, type ItemPages, type Turn, turnedBox, turnedBy } from '#lib/domain/documents/item-pages.ts';
import { withPlaces } from '#lib/domain/extraction/places-of-reading.ts';
import type { ReadHints } from '#lib/domain/extraction/read-document.ts';
import type { FileReading } from '#lib/domain/extraction/reading.ts';
import { withPrint } from '#lib/domain/extraction/with-print.ts';
import { eInvoiceReading } from './e-invoice/e-invoice-reading.ts';
import { readFile } from './read-file.ts';

export type Original = {
  bytes: Uint8Array;
  mimeType: DocumentMimeType;
  hints: ReadHints;
  /** Those to be read, in their order; all unless given. */
  pages?: ItemPages;
};

/**
 * All that an original says: by its data, where it is an e-invoice or carries one, compared with what its pages print; else by
 * what is printed on the pages asked for. Runs in a process of its own, since the file may be made to harm whoever reads it.
 */
export async function readOriginal({ bytes, mimeType, hints, pages: shown = null }: Original): Promise<FileReading> {
  const invoices = await dataOf(bytes, mimeType);
  if (invoices.length === 0) {
    // A picture has one page, and is read however it lies.
    if (shown === null || mimeType !== 'application/pdf') return readFile(bytes, mimeType, hints);
    return asItCame(await readFile(await pdfOfPages(bytes, shown), mimeType, hints), shown);
  }
  const isData = mimeType === 'application/xml';
  // Of data, the pages that we draw of it are what people look at.
  const { documents, pages } = isData
    ? await readFile(await eInvoicePdf(invoices), 'application/pdf', hints)
    : await readFile(bytes, mimeType, hints);
  const print = isData || invoices.length > 1 ? null : (documents[0] ?? null);
  return { documents: invoices.map((invoice) => withPrint(eInvoiceReading(invoice), print, pages)), pages };
}

/** What was read of some pages, with all places on the pages as they came; `pages` stay in their own order. */
function asItCame({ documents, pages }: FileReading, shown: readonly ItemPage[]): FileReading {
  const back = (turn: Turn) => turnedBy(0, ((360 - turn) % 360) as Turn);
  const numbers = shown.map(({ page }) => page);
  return {
    documents: documents.map((read) => {
      const placed = withPlaces(read, (place) => {
        const own = shown[place.page];
        return own ? { page: own.page - 1, ...turnedBox(place, back(own.turn)) } : null;
      });
      const warnings = placed.warnings.map((warning) =>
        warning.code === 'pagesNotRead'
          ? {
              ...warning,
              detail: unread(warning.detail)
                .map((page) => numbers[page - 1] ?? page)
                .join(', '),
            }
          : warning,
      );
      return { ...placed, warnings };
    }),
    pages: pages.map(({ source, rows }, index) => {
      const turn = back(shown[index]?.turn ?? 0);
      return { source, rows: rows.map((row) => row.map(({ text, ...box }) => ({ text, ...turnedBox(box, turn) }))) };
    }),
  };
}

const unread = (detail: string | null) => (detail ?? '').split(', ').map(Number);

/** The invoices that came as data. */
async function dataOf(bytes: Uint8Array, mimeType: DocumentMimeType): Promise<EInvoice[]> {
  if (mimeType === 'application/xml') return invoicesIn(bytes);
  if (mimeType !== 'application/pdf') return [];
  const files = await withPdf(bytes, xmlAttachments);
  for (const file of files) {
    const invoices = invoicesIn(file.bytes);
    if (invoices.length > 0) return invoices;
  }
  return [];
}

function invoicesIn(bytes: Uint8Array): EInvoice[] {
  const read = readEInvoices(bytes);
  return read.ok ? read.invoices : [];
}
