import type { Books } from '../books.ts';
import { CONTACT_PROPERTIES } from '../contacts/properties.ts';
import { boolean, date, decimal, guid, instant, type Properties, text, within } from '../where/properties.ts';
import { amountDue, type Invoice } from './record.ts';

/** What can be asked about a bill or a sales invoice. */
export function invoiceProperties(books: Books): Properties<Invoice> {
  return {
    InvoiceID: guid((invoice) => invoice.id),
    InvoiceNumber: text((invoice) => invoice.number),
    Reference: text((invoice) => invoice.reference),
    Type: text((invoice) => invoice.type),
    Status: text((invoice) => invoice.status),
    LineAmountTypes: text((invoice) => invoice.lineAmountTypes),
    Date: date((invoice) => invoice.date),
    DueDate: date((invoice) => invoice.dueDate),
    PlannedPaymentDate: date((invoice) => invoice.plannedPaymentDate),
    ExpectedPaymentDate: date((invoice) => invoice.expectedPaymentDate),
    FullyPaidOnDate: date((invoice) => invoice.fullyPaidOn),
    SubTotal: decimal((invoice) => invoice.subTotal),
    TotalTax: decimal((invoice) => invoice.totalTax),
    Total: decimal((invoice) => invoice.total),
    TotalDiscount: decimal((invoice) => invoice.totalDiscount),
    AmountDue: decimal(amountDue),
    AmountPaid: decimal((invoice) => invoice.amountPaid),
    AmountCredited: decimal((invoice) => invoice.amountCredited),
    CurrencyCode: text((invoice) => invoice.currencyCode),
    CurrencyRate: decimal((invoice) => invoice.currencyRate),
    BrandingThemeID: guid((invoice) => invoice.brandingThemeId),
    // Invoices that repeat, and the construction industry scheme, are not kept here.
    RepeatingInvoiceID: guid(() => undefined),
    CISDeduction: decimal(() => undefined),
    CISRate: decimal(() => undefined),
    HasAttachments: boolean((invoice) => invoice.hasAttachments),
    IsDiscounted: boolean((invoice) => invoice.totalDiscount > 0),
    SentToContact: boolean((invoice) => invoice.sentToContact),
    Url: text((invoice) => invoice.url),
    UpdatedDateUTC: instant((invoice) => invoice.updatedAt),
    ...within('Contact', CONTACT_PROPERTIES, (invoice) => books.contacts.require(invoice.contactId)),
  };
}
