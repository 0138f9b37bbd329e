import type { Books } from '../books.ts';
import { documentProperties } from '../documents/properties.ts';
import { date, decimal, guid, type Properties, text } from '../where/properties.ts';
import type { Quote } from './record.ts';

/** What quotes can be ordered by. */
export function quoteProperties(books: Books): Properties<Quote> {
  return {
    ...documentProperties(books),
    QuoteID: guid((quote) => quote.id),
    QuoteNumber: text((quote) => quote.number),
    Status: text((quote) => quote.status),
    DateString: text((quote) => quote.date),
    ExpiryDate: date((quote) => quote.expiryDate),
    ExpiryDateString: text((quote) => quote.expiryDate),
    Title: text((quote) => quote.title),
    Summary: text((quote) => quote.summary),
    Terms: text((quote) => quote.terms),
    BrandingThemeID: guid((quote) => quote.brandingThemeId),
    TotalDiscount: decimal((quote) => quote.totalDiscount),
  };
}
