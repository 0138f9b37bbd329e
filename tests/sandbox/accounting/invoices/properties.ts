import type { Books } from '../books.ts';
import { documentProperties } from '../documents/properties.ts';
import { boolean, date, decimal, guid, type Properties, text } from '../where/properties.ts';
import { amountDue, type Invoice } from './record.ts';

/** What can be asked about a bill or a sales invoice. */
export function invoiceProperties(books: Books): Properties<Invoice> {
  return {
    ...documentProperties(books),
    InvoiceID: guid((invoice) => invoice.id),
    InvoiceNumber: text((invoice) => invoice.number),
    Type: text((invoice) => invoice.type),
    Status: text((invoice) => invoice.status),
    DueDate: date((invoice) => invoice.dueDate),
    PlannedPaymentDate: date((invoice) => invoice.plannedPaymentDate),
    ExpectedPaymentDate: date((invoice) => invoice.expectedPaymentDate),
    FullyPaidOnDate: date((invoice) => invoice.fullyPaidOn),
    TotalDiscount: decimal((invoice) => invoice.totalDiscount),
    AmountDue: decimal(amountDue),
    AmountPaid: decimal((invoice) => invoice.amountPaid),
    AmountCredited: decimal((invoice) => invoice.amountCredited),
    BrandingThemeID: guid((invoice) => invoice.brandingThemeId),
    // Invoices that repeat, and the construction industry scheme, are not kept here.
    RepeatingInvoiceID: guid(() => undefined),
    CISDeduction: decimal(() => undefined),
    CISRate: decimal(() => undefined),
    IsDiscounted: boolean((invoice) => invoice.totalDiscount > 0),
    SentToContact: boolean((invoice) => invoice.sentToContact),
    Url: text((invoice) => invoice.url),
  };
}
