import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { dateParameter, modifiedSince, paged, unitPlaces } from '../api/listing.ts';
import { byIdOrNumber } from '../documents/numbers.ts';
import { asksForPdf, pdfAnswer } from '../documents/pdf-answer.ts';
import { listed, ordered } from '../where/select.ts';
import { listedQuoteJson, quoteJson } from './json.ts';
import { quoteProperties } from './properties.ts';
import type { Quote } from './record.ts';
import { createQuotes, saveQuote, saveQuotes } from './write.ts';

export const quoteRoutes: ApiRoute[] = endpoints(['accounting.invoices'], {
  'GET /Quotes': list,
  'GET /Quotes/:id': (call) =>
    asksForPdf(call.request)
      ? pdf(call)
      : envelope(call, { Quotes: [quoteJson(call.books, theQuote(call), unitPlaces(call))] }),
  'GET /Quotes/:id/pdf': pdf,
  'PUT /Quotes': createQuotes,
  'POST /Quotes': saveQuotes,
  'POST /Quotes/:id': (call) => saveQuote(call, theQuote(call)),
});

/** Selected by status, number, contact and dates. There is no `where`: the contract has none here, so Xero ignores it. */
function list(call: ApiCall) {
  const kept = listed(call, call.books.quotes).filter(filterOf(call));
  const page = paged(call, ordered(call, kept, 'Quote', quoteProperties(call.books)));
  return envelope(call, {
    ...(page.pagination && { pagination: page.pagination }),
    Quotes: page.rows.map((quote) => listedQuoteJson(call.books, quote, unitPlaces(call))),
  });
}

function filterOf(call: ApiCall): (quote: Quote) => boolean {
  const since = modifiedSince(call) ?? 0;
  const { query } = call.request;
  const status = query.get('Status');
  const contactId = query.get('ContactID')?.toLowerCase();
  const number = query.get('QuoteNumber')?.toLowerCase();
  const [from, to] = [dateParameter(call, 'DateFrom'), dateParameter(call, 'DateTo')];
  const [expiresFrom, expiresTo] = [dateParameter(call, 'ExpiryDateFrom'), dateParameter(call, 'ExpiryDateTo')];
  return ({ updatedAt, expiryDate = '', ...quote }) =>
    updatedAt >= since &&
    (!status || quote.status === status) &&
    (!contactId || quote.contactId === contactId) &&
    (!number || quote.number.toLowerCase().includes(number)) &&
    (!from || quote.date >= from) &&
    (!to || quote.date <= to) &&
    (!expiresFrom || expiryDate >= expiresFrom) &&
    (!expiresTo || (expiryDate !== '' && expiryDate <= expiresTo));
}

function pdf(call: ApiCall) {
  const quote = theQuote(call);
  return pdfAnswer(call.books, `Quote ${quote.number}`, quote);
}

function theQuote(call: ApiCall): Quote {
  const quote = byIdOrNumber(call.books.quotes, call.params.id);
  if (!quote) throw new Refusal(resourceNotFound(), 'No such quote');
  return quote;
}
