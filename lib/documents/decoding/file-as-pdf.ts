import type { DocumentRefusalCode, LaidOutMimeType } from '../document-kind.ts';
import { readOffice } from '../office/office-file.ts';
import { officePdf } from '../office/office-pdf.ts';
import { UnreadableOffice } from '../office/office-text.ts';
import { eInvoiceAsPdf } from './e-invoice-as-pdf.ts';
import { Refusal } from './refusal.ts';

/** A file without pages of its own, as pages: an e-invoice, a letter, a sheet. Throws a Refusal where it can't be read. */
export async function laidOut(bytes: Uint8Array, mimeType: LaidOutMimeType): Promise<Buffer> {
  if (mimeType === 'application/xml') return eInvoiceAsPdf(bytes);
  try {
    return await officePdf(await readOffice(bytes, mimeType));
  } catch (error) {
    throw error instanceof UnreadableOffice ? new Refusal(error.fault satisfies DocumentRefusalCode) : error;
  }
}
