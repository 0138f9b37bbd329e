import { msCalendarDate, msDate } from '../api/dates.ts';
import type { UnitPlaces } from '../api/listing.ts';
import type { Books } from '../books.ts';
import { contactJson, slimContactJson } from '../contacts/json.ts';
import { lineJson } from '../documents/json.ts';
import type { Quote } from './record.ts';

/** A quote as it is read alone, and answered to a change: its contact in full. */
export function quoteJson(books: Books, quote: Quote, places: UnitPlaces) {
  return { ...heading(books, quote, places), Contact: contactJson(books, books.contacts.require(quote.contactId)) };
}

/** A quote in a list: with its lines and a slim contact. */
export function listedQuoteJson(books: Books, quote: Quote, places: UnitPlaces) {
  return { ...heading(books, quote, places), Contact: slimContactJson(books.contacts.require(quote.contactId)) };
}

function heading(books: Books, quote: Quote, places: UnitPlaces) {
  const { expiryDate } = quote;
  return {
    QuoteID: quote.id,
    QuoteNumber: quote.number,
    ...(quote.reference && { Reference: quote.reference }),
    ...(quote.terms && { Terms: quote.terms }),
    LineItems: quote.lines.map((line) => lineJson(books, line, places)),
    Date: msCalendarDate(quote.date),
    DateString: dateString(quote.date),
    ...(expiryDate && { ExpiryDate: msCalendarDate(expiryDate), ExpiryDateString: dateString(expiryDate) }),
    Status: quote.status,
    CurrencyRate: quote.currencyRate,
    CurrencyCode: quote.currencyCode,
    SubTotal: quote.subTotal,
    TotalTax: quote.totalTax,
    Total: quote.total,
    TotalDiscount: quote.totalDiscount,
    ...(quote.title && { Title: quote.title }),
    ...(quote.summary && { Summary: quote.summary }),
    ...(quote.brandingThemeId && { BrandingThemeID: quote.brandingThemeId }),
    UpdatedDateUTC: msDate(quote.updatedAt),
    // Quotes alone write it in capitals.
    LineAmountTypes: quote.lineAmountTypes.toUpperCase(),
  };
}

/** `2019-10-24 00:00:00`, as quotes have it. */
const dateString = (date: string) => `${date} 00:00:00`;
