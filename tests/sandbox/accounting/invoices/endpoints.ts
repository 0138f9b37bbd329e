import { type Answer, empty, resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal, validationFailed } from '../api/failures.ts';
import { flag, listParameter, modifiedSince, paged, unitPlaces } from '../api/listing.ts';
import { byIdOrNumber } from '../documents/numbers.ts';
import { asksForPdf, pdfAnswer } from '../documents/pdf-answer.ts';
import { recordHistory } from '../history/record-history.ts';
import { select } from '../where/select.ts';
import { invoiceAloneJson, invoiceSummaryJson, listedInvoiceJson } from './json.ts';
import { onlineInvoiceUrl } from './online-invoice.ts';
import { invoiceProperties } from './properties.ts';
import type { Invoice } from './record.ts';
import { createInvoices, saveInvoice, saveInvoices } from './write.ts';

export const invoiceRoutes: ApiRoute[] = endpoints(['accounting.invoices'], {
  'GET /Invoices': list,
  'GET /Invoices/:id': (call) =>
    asksForPdf(call.request)
      ? pdf(call)
      : envelope(call, { Invoices: [invoiceAloneJson(call, theInvoice(call), unitPlaces(call))] }),
  'GET /Invoices/:id/pdf': pdf,
  'GET /Invoices/:id/OnlineInvoice': online,
  'PUT /Invoices': createInvoices,
  'POST /Invoices': saveInvoices,
  'POST /Invoices/:id': (call) => saveInvoice(call, theInvoice(call)),
  'POST /Invoices/:id/Email': (call) => email(call, theInvoice(call)),
});

function list(call: ApiCall) {
  const rows = select(call, call.books.invoices, 'Invoice', invoiceProperties(call.books), filterOf(call));
  const page = paged(call, rows);
  const isPaged = page.pagination !== undefined;
  const toJson = flag(call, 'summaryOnly')
    ? (invoice: Invoice) => invoiceSummaryJson(call.books, invoice)
    : (invoice: Invoice) => listedInvoiceJson(call.books, invoice, isPaged, unitPlaces(call));
  return envelope(call, {
    ...(page.pagination && { pagination: page.pagination }),
    Invoices: page.rows.map(toJson),
  });
}

function filterOf(call: ApiCall): (invoice: Invoice) => boolean {
  const since = modifiedSince(call) ?? 0;
  const lower = (name: string) => listParameter(call, name)?.map((one) => one.toLowerCase());
  const [ids, numbers, contactIds] = [lower('IDs'), lower('InvoiceNumbers'), lower('ContactIDs')];
  const statuses = listParameter(call, 'Statuses');
  const createdByMyApp = flag(call, 'createdByMyApp');
  const search = call.request.query.get('searchTerm')?.toLowerCase();
  return (invoice) =>
    invoice.updatedAt >= since &&
    (!ids || ids.includes(invoice.id)) &&
    (!numbers || numbers.includes(invoice.number.toLowerCase())) &&
    (!contactIds || contactIds.includes(invoice.contactId)) &&
    (!statuses || statuses.includes(invoice.status)) &&
    (!createdByMyApp || invoice.createdByAppId === call.app.id) &&
    (!search || [invoice.number, invoice.reference].some((value) => value.toLowerCase().includes(search)));
}

function pdf(call: ApiCall): Answer {
  const invoice = theInvoice(call);
  return pdfAnswer(call.books, `${invoice.type === 'ACCPAY' ? 'Bill' : 'Invoice'} ${invoice.number}`, invoice);
}

/** Where the customer finds a sales invoice that is approved. */
function online(call: ApiCall) {
  const OnlineInvoiceUrl = onlineInvoiceUrl(call.sandbox, call.organisation, theInvoice(call));
  if (!OnlineInvoiceUrl) throw new Refusal(resourceNotFound(), 'No invoice to show online');
  return envelope(call, { OnlineInvoices: [{ OnlineInvoiceUrl }] });
}

/** Marks a sales invoice as sent to its customer. No e-mail leaves the sandbox. */
function email(call: ApiCall, invoice: Invoice) {
  const contact = call.books.contacts.require(invoice.contactId);
  const problem =
    invoice.type !== 'ACCREC'
      ? 'Only sales invoices can be emailed'
      : !['SUBMITTED', 'AUTHORISED', 'PAID'].includes(invoice.status)
        ? 'Draft, voided or deleted invoices cannot be emailed'
        : !contact.emailAddress && 'Invoices for contacts with no email address assigned cannot be emailed';
  if (problem) throw validationFailed([{ InvoiceID: invoice.id, ValidationErrors: [{ Message: problem }] }]);
  call.books.invoices.put({ ...invoice, sentToContact: true, updatedAt: call.now });
  recordHistory(call, invoice.id, 'Invoice sent', `Sent to ${contact.emailAddress}.`);
  return empty(204);
}

/** By id, or by number. */
function theInvoice(call: ApiCall): Invoice {
  const invoice = byIdOrNumber(call.books.invoices, call.params.id);
  if (!invoice) throw new Refusal(resourceNotFound(), 'No such invoice');
  return invoice;
}
