import type { ApiCall } from '../api/context.ts';
import { dateString, instantString, msCalendarDate, msDate } from '../api/dates.ts';
import type { UnitPlaces } from '../api/listing.ts';
import { attachmentsJson } from '../attachments/json.ts';
import type { Books } from '../books.ts';
import { contactJson, slimContactJson } from '../contacts/json.ts';
import { lineJson } from '../documents/json.ts';
import { invoiceSettlementJson } from '../settlement/json.ts';
import { amountDue, type Invoice } from './record.ts';

/** An invoice that is read alone: in full, with its files. */
export function invoiceAloneJson(call: Pick<ApiCall, 'books' | 'sandbox'>, invoice: Invoice, places: UnitPlaces) {
  return { ...invoiceJson(call.books, invoice, places), ...attachmentsJson(call, invoice.id) };
}

/** An invoice in full: with its lines, its contact, and what was paid and credited. So a change is answered. */
export function invoiceJson(books: Books, invoice: Invoice, places: UnitPlaces) {
  return {
    ...heading(invoice),
    ...invoiceSettlementJson(books, invoice),
    ...content(books, invoice, places),
  };
}

/** An invoice just made. Nothing can be paid, credited or attached yet, and Xero leaves those fields out. */
export function newInvoiceJson(books: Books, invoice: Invoice, places: UnitPlaces) {
  const { AmountCredited, HasAttachments, ...recorded } = heading(invoice);
  return {
    ...recorded,
    Prepayments: [],
    Overpayments: [],
    SentToContact: invoice.sentToContact,
    ...content(books, invoice, places),
  };
}

function content(books: Books, invoice: Invoice, places: UnitPlaces) {
  return {
    Contact: contactJson(books, books.contacts.require(invoice.contactId)),
    LineItems: invoice.lines.map((line) => lineJson(books, line, places)),
    InvoicePaymentServices: [],
    ...(invoice.url && { Url: invoice.url }),
  };
}

/** An invoice in a list: a slim contact, and lines only on a page. */
export function listedInvoiceJson(books: Books, invoice: Invoice, withLines: boolean, places: UnitPlaces) {
  return {
    ...heading(invoice),
    ...invoiceSettlementJson(books, invoice),
    InvoiceAddresses: [],
    Contact: slimContactJson(books.contacts.require(invoice.contactId)),
    LineItems: withLines ? invoice.lines.map((line) => lineJson(books, line, places)) : [],
    ...(invoice.url && { Url: invoice.url }),
  };
}

/** What `summaryOnly` leaves. */
export function invoiceSummaryJson(books: Books, invoice: Invoice) {
  return {
    ...heading(invoice),
    Contact: slimContactJson(books.contacts.require(invoice.contactId)),
  };
}

function heading(invoice: Invoice) {
  const isSale = invoice.type === 'ACCREC';
  return {
    Type: invoice.type,
    InvoiceID: invoice.id,
    InvoiceNumber: invoice.number,
    Reference: invoice.reference,
    AmountDue: amountDue(invoice),
    AmountPaid: invoice.amountPaid,
    AmountCredited: invoice.amountCredited,
    ...(isSale && { SentToContact: invoice.sentToContact }),
    CurrencyRate: invoice.currencyRate,
    IsDiscounted: invoice.totalDiscount > 0,
    ...(invoice.totalDiscount > 0 && { TotalDiscount: invoice.totalDiscount }),
    HasAttachments: invoice.hasAttachments,
    HasErrors: false,
    ...dates(invoice),
    ...(isSale && invoice.brandingThemeId && { BrandingThemeID: invoice.brandingThemeId }),
    Status: invoice.status,
    LineAmountTypes: invoice.lineAmountTypes,
    SubTotal: invoice.subTotal,
    TotalTax: invoice.totalTax,
    Total: invoice.total,
    UpdatedDateUTC: msDate(invoice.updatedAt),
    UpdatedDateUTCString: `${instantString(invoice.updatedAt)}Z`,
    CurrencyCode: invoice.currencyCode,
  };
}

function dates(invoice: Invoice) {
  return {
    DateString: dateString(invoice.date),
    Date: msCalendarDate(invoice.date),
    ...(invoice.dueDate && { DueDateString: dateString(invoice.dueDate), DueDate: msCalendarDate(invoice.dueDate) }),
    ...(invoice.plannedPaymentDate && { PlannedPaymentDate: msCalendarDate(invoice.plannedPaymentDate) }),
    ...(invoice.expectedPaymentDate && { ExpectedPaymentDate: msCalendarDate(invoice.expectedPaymentDate) }),
    ...(invoice.fullyPaidOn && { FullyPaidOnDate: msCalendarDate(invoice.fullyPaidOn) }),
  };
}
