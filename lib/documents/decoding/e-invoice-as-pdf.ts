import type { DocumentRefusalCode } from '../document-kind.ts';
import { eInvoicePdf } from '../e-invoice/e-invoice-pdf.ts';
import { readEInvoices } from '../e-invoice/read-e-invoice.ts';
import { Refusal } from './refusal.ts';

/** An XML file's invoices as pages; throws a Refusal where it has none that can be read. */
export async function eInvoiceAsPdf(bytes: Uint8Array): Promise<Buffer> {
  const read = readEInvoices(bytes);
  if (!read.ok) throw new Refusal(refusals[read.fault]);
  return eInvoicePdf(read.invoices);
}

const refusals = {
  foreign: 'noEInvoice',
  unsafe: 'unsafe',
  broken: 'broken',
  tooLarge: 'tooComplex',
} as const satisfies Record<string, DocumentRefusalCode>;
