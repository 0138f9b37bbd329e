import type { EInvoice } from './e-invoice.ts';
import { readCii } from './read-cii.ts';
import { readFatturaPa } from './read-fattura-pa.ts';
import { readUbl } from './read-ubl.ts';
import { parseXml, textAt, type XmlFault, type XmlNode } from './xml-tree.ts';

export type EInvoices = { ok: true; invoices: EInvoice[] } | { ok: false; fault: XmlFault | 'foreign' };

/** Invoices that one file may carry; what comes after them is not read. */
const MAX_INVOICES = 50;

/**
 * The invoices of an XML file: UBL 2.1 and Peppol BIS, CII as ZUGFeRD 1 and 2, Factur-X and XRechnung, FatturaPA. Any other
 * XML is `foreign`, and so is one of these without a number, a date, a seller and a line or a total.
 */
export function readEInvoices(bytes: Uint8Array): EInvoices {
  const root = parseXml(bytes);
  if (typeof root === 'string') return { ok: false, fault: root };
  const invoices = invoicesOf(root).slice(0, MAX_INVOICES).filter(saysSomething);
  return invoices.length > 0 ? { ok: true, invoices } : { ok: false, fault: 'foreign' };
}

function invoicesOf(root: XmlNode): EInvoice[] {
  switch (root.name) {
    case 'Invoice':
    case 'CreditNote':
      // An older draft of ZUGFeRD has this name too.
      return textAt(root, 'ID') === null ? [] : [readUbl(root)];
    case 'CrossIndustryInvoice':
    case 'CrossIndustryDocument':
      return [readCii(root)];
    case 'FatturaElettronica':
      return readFatturaPa(root);
    default:
      return [];
  }
}

const saysSomething = ({ number, issuedOn, seller, totals }: EInvoice): boolean =>
  number !== null || (issuedOn !== null && seller.name !== null) || totals.total !== null;
