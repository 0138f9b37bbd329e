import { withPdf } from '#lib/documents/decoding/pdf.ts';
import { xmlAttachments } from '#lib/documents/decoding/pdf-attachments.ts';
import type { DocumentMimeType } from '#lib/documents/document-kind.ts';
import type { EInvoice } from '#lib/documents/e-invoice/e-invoice.ts';
import { readEInvoices } from '#lib/documents/e-invoice/read-e-invoice.ts';
import type { FileReading } from '#lib/domain/extraction/reading.ts';
import { eInvoiceReading } from './e-invoice/e-invoice-reading.ts';

export type Original = { bytes: Uint8Array; mimeType: DocumentMimeType };

/**
 * All that an original says: by its data, where it is an e-invoice or carries one, else by what is printed. Runs in a process
 * of its own, since the file may be made to harm whoever reads it.
 */
export async function readOriginal(original: Original): Promise<FileReading> {
  const invoices = await dataOf(original);
  return { documents: invoices.map(eInvoiceReading), pages: [] };
}

/** The invoices that came as data. */
async function dataOf({ bytes, mimeType }: Original): Promise<EInvoice[]> {
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
