import { withPdf } from '#lib/documents/decoding/pdf.ts';
import { xmlAttachments } from '#lib/documents/decoding/pdf-attachments.ts';
import type { DocumentMimeType } from '#lib/documents/document-kind.ts';
import type { EInvoice } from '#lib/documents/e-invoice/e-invoice.ts';
import { eInvoicePdf } from '#lib/documents/e-invoice/e-invoice-pdf.ts';
import { readEInvoices } from '#lib/documents/e-invoice/read-e-invoice.ts';
import type { ReadHints } from '#lib/domain/extraction/read-document.ts';
import type { FileReading } from '#lib/domain/extraction/reading.ts';
import { withPrint } from '#lib/domain/extraction/with-print.ts';
import { eInvoiceReading } from './e-invoice/e-invoice-reading.ts';
import { readFile } from './read-file.ts';

export type Original = { bytes: Uint8Array; mimeType: DocumentMimeType; hints: ReadHints };

/**
 * All that an original says: by its data, where it is an e-invoice or carries one, compared with what its pages print; else by
 * what is printed. Runs in a process of its own, since the file may be made to harm whoever reads it.
 */
export async function readOriginal({ bytes, mimeType, hints }: Original): Promise<FileReading> {
  const invoices = await dataOf(bytes, mimeType);
  if (invoices.length === 0) return readFile(bytes, mimeType, hints);
  const isData = mimeType === 'application/xml';
  // Of data, the pages that we draw of it are what people look at.
  const { documents, pages } = isData
    ? await readFile(await eInvoicePdf(invoices), 'application/pdf', hints)
    : await readFile(bytes, mimeType, hints);
  const print = isData || invoices.length > 1 ? null : (documents[0] ?? null);
  return { documents: invoices.map((invoice) => withPrint(eInvoiceReading(invoice), print, pages)), pages };
}

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
