import type { Answer } from '../../server/answer.ts';
import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import { unitPlaces } from '../api/listing.ts';
import type { Fields } from '../api/reading.ts';
import { echo, writeElements } from '../api/write-elements.ts';
import { liveWithNumber } from '../documents/numbers.ts';
import { recordHistory } from '../history/record-history.ts';
import { invoiceJson, newInvoiceJson } from './json.ts';
import { changedInvoice, newInvoice } from './read-invoice.ts';
import type { Invoice } from './record.ts';

/** PUT /Invoices: each element becomes a new invoice. */
export function createInvoices(call: ApiCall): Answer {
  return writeElements(
    call,
    'Invoices',
    (fields) => ({ json: newInvoiceJson(call.books, createInvoice(call, fields), unitPlaces(call)) }),
    refused,
  );
}

/** POST /Invoices: edits the one with the same id or number, creates where there is none. */
export function saveInvoices(call: ApiCall): Answer {
  return writeElements(
    call,
    'Invoices',
    (fields) => {
      const existing = matchInvoice(call, fields);
      const json = existing
        ? invoiceJson(call.books, changeInvoice(call, fields, existing), unitPlaces(call))
        : newInvoiceJson(call.books, createInvoice(call, fields), unitPlaces(call));
      return { json };
    },
    refused,
  );
}

/** POST /Invoices/:id */
export function saveInvoice(call: ApiCall, existing: Invoice): Answer {
  return writeElements(
    call,
    'Invoices',
    (fields) => ({ json: invoiceJson(call.books, changeInvoice(call, fields, existing), unitPlaces(call)) }),
    (fields) => refused(fields, existing.id),
  );
}

function matchInvoice(call: ApiCall, fields: Fields): Invoice | undefined {
  const id = fields.guid('InvoiceID');
  if (id) {
    const found = call.books.invoices.get(id);
    if (!found) throw new ElementRefused(['An existing invoice with the specified ID could not be found']);
    return found;
  }
  return liveWithNumber(call.books.invoices, fields.text('InvoiceNumber')).find(
    (one) => one.type === (fields.text('Type') ?? one.type),
  );
}

/** Adds an invoice, or refuses the element. */
export function createInvoice(call: ApiCall, fields: Fields): Invoice {
  const invoice = call.books.invoices.put(newInvoice(call, fields));
  const contact = call.books.contacts.require(invoice.contactId);
  const flagName = invoice.type === 'ACCPAY' ? 'isSupplier' : 'isCustomer';
  // The instant of the contact's last change stays: Xero's does not react to this.
  if (!contact[flagName]) call.books.contacts.put({ ...contact, [flagName]: true });
  const direction = invoice.type === 'ACCPAY' ? 'from' : 'to';
  const details = `${invoice.number || 'Bill'} ${direction} ${contact.name} for ${invoice.total.toFixed(2)}.`;
  recordHistory(call, invoice.id, invoice.status === 'AUTHORISED' ? 'Approved' : 'Created', details);
  return invoice;
}

const STATUS_CHANGES: Partial<Record<Invoice['status'], string>> = {
  AUTHORISED: 'Approved',
  VOIDED: 'Voided',
  DELETED: 'Deleted',
  SUBMITTED: 'Submitted',
};

/** Changes an invoice, or refuses the element. */
export function changeInvoice(call: ApiCall, fields: Fields, existing: Invoice): Invoice {
  const invoice = call.books.invoices.put(changedInvoice(call, fields, existing));
  const verb = invoice.status === existing.status ? 'Edited' : (STATUS_CHANGES[invoice.status] ?? 'Edited');
  recordHistory(call, invoice.id, verb, `${invoice.number || 'Bill'} for ${invoice.total.toFixed(2)}.`);
  return invoice;
}

function refused(fields: Fields, id?: string): object {
  return { ...echo('InvoiceID', fields, id), HasErrors: true };
}
