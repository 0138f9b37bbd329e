import type { Answer } from '../../server/answer.ts';
import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import { lengthProblem } from '../api/lengths.ts';
import { unitPlaces } from '../api/listing.ts';
import { Fields } from '../api/reading.ts';
import { echo, type Written, writeElements } from '../api/write-elements.ts';
import { totalDiscountOf } from '../documents/amounts.ts';
import { blankDocument } from '../documents/blank.ts';
import { documentContact } from '../documents/contact.ts';
import { readContent } from '../documents/content.ts';
import { LONGEST_NUMBER, liveWithNumber, nextNumber } from '../documents/numbers.ts';
import { LINE_AMOUNT_TYPES } from '../documents/record.ts';
import { recordHistory } from '../history/record-history.ts';
import { themeProblem } from '../organisations/branding-themes.ts';
import { quoteJson } from './json.ts';
import { QUOTE_STATUSES, type Quote, type QuoteStatus } from './record.ts';
import { creationProblem, transitionProblem } from './status.ts';

/** PUT /Quotes: each element becomes a new one. */
export function createQuotes(call: ApiCall): Answer {
  return write(call, (fields) => create(call, fields));
}

/** POST /Quotes: edits the one with the same id or number, creates where there is none. */
export function saveQuotes(call: ApiCall): Answer {
  return write(call, (fields) => {
    const existing = match(call, fields);
    return existing ? change(call, fields, existing) : create(call, fields);
  });
}

/** POST /Quotes/:id */
export function saveQuote(call: ApiCall, existing: Quote): Answer {
  return write(call, (fields) => change(call, fields, existing), existing.id);
}

function write(call: ApiCall, work: (fields: Fields) => Written, id?: string): Answer {
  return writeElements(
    call,
    'Quotes',
    (fields) => work(withKnownAmountTypes(fields)),
    (fields) => echo('QuoteID', fields, id),
  );
}

/** `EXCLUSIVE`, as quotes have it, is the `Exclusive` of the other documents; both are taken. */
function withKnownAmountTypes(fields: Fields): Fields {
  const sent = fields.text('LineAmountTypes');
  const known = LINE_AMOUNT_TYPES.find((type) => type.toUpperCase() === sent?.toUpperCase());
  return known ? new Fields({ ...fields.raw, LineAmountTypes: known }, '') : fields;
}

function match(call: ApiCall, fields: Fields): Quote | undefined {
  const { quotes } = call.books;
  const id = fields.guid('QuoteID');
  if (!id) return liveWithNumber(quotes, fields.text('QuoteNumber'))[0];
  const found = quotes.get(id);
  if (!found) throw new ElementRefused(['The document with the supplied id was not found for this endpoint.']);
  return found;
}

function create(call: ApiCall, fields: Fields): Written {
  const status = statusOf(fields) ?? 'DRAFT';
  const problem = creationProblem(status);
  if (problem) throw new ElementRefused([problem]);
  const contact = documentContact(call, fields.object('Contact'));
  const blank: Quote = {
    ...blankDocument(call, contact.id),
    status: 'DRAFT',
    number: '',
    expiryDate: undefined,
    title: '',
    summary: '',
    terms: '',
    brandingThemeId: undefined,
    totalDiscount: 0,
  };
  return keep(call, readQuote(call, fields, blank, status, true), status === 'SENT' ? 'Sent' : 'Created');
}

/** What is not sent stays as it is. No lock date stops a change: a quote is in no ledger. */
function change(call: ApiCall, fields: Fields, existing: Quote): Written {
  const status = statusOf(fields) ?? existing.status;
  const problem = transitionProblem(existing.status, status);
  if (problem) throw new ElementRefused([problem]);
  const verb = status === existing.status ? 'Edited' : `${status.charAt(0)}${status.slice(1).toLowerCase()}`;
  if (status === 'DELETED') return keep(call, { ...existing, status, updatedAt: call.now }, verb);
  const contactFields = fields.object('Contact');
  const contactId = contactFields ? documentContact(call, contactFields).id : existing.contactId;
  return keep(call, readQuote(call, fields, { ...existing, contactId }, status, false), verb);
}

const LONGEST = { Reference: 4000, Title: 100, Summary: 3000, Terms: 4000 };

/** A quote as the request makes or changes it, or a refusal with every reason. Accounts and tax rates may be missing. */
function readQuote(call: ApiCall, fields: Fields, base: Quote, status: QuoteStatus, isNew: boolean): Quote {
  const findings: string[] = [];
  const rules = { isComplete: false, isSale: true, allowsDiscount: true, isNew, keepsLines: !isNew };
  const content = readContent(call, fields, base, rules, findings);
  const quote: Quote = {
    ...base,
    ...content,
    status,
    number: readNumber(call, fields, base),
    expiryDate: fields.date('ExpiryDate') ?? base.expiryDate,
    title: fields.text('Title') ?? base.title,
    summary: fields.text('Summary') ?? base.summary,
    terms: fields.text('Terms') ?? base.terms,
    brandingThemeId: fields.guid('BrandingThemeID') ?? base.brandingThemeId,
    totalDiscount: totalDiscountOf(content.lines),
    updatedAt: call.now,
  };
  const problems = [
    ...findings,
    isNew && !fields.has('Date') ? 'Date cannot be empty' : undefined,
    quote.lines.length > 0 ? undefined : 'One or more line items must be specified',
    isTaken(call, quote.number, base.id) ? 'Quote number must be unique' : undefined,
    lengthProblem('QuoteNumber', quote.number, LONGEST_NUMBER),
    ...Object.entries(LONGEST).map(([name, longest]) => lengthProblem(name, fields.text(name), longest)),
    themeProblem(call.books, quote.brandingThemeId),
  ].filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new ElementRefused([...new Set(problems)]);
  return quote;
}

/** The number that is sent, else the one it has, else the next. */
function readNumber(call: ApiCall, fields: Fields, base: Quote): string {
  return (
    fields.text('QuoteNumber') ||
    base.number ||
    nextNumber(call.books, 'quote', 'QU', (number) => isTaken(call, number, base.id))
  );
}

function isTaken({ books }: ApiCall, number: string, ownId: string): boolean {
  return liveWithNumber(books.quotes, number).some((quote) => quote.id !== ownId);
}

function keep(call: ApiCall, quote: Quote, verb: string): Written {
  const kept = call.books.quotes.put(quote);
  recordHistory(call, kept.id, verb, `${kept.number} for ${kept.total.toFixed(2)}.`);
  return { json: quoteJson(call.books, kept, unitPlaces(call)) };
}

function statusOf(fields: Fields): QuoteStatus | undefined {
  return fields.oneOf('Status', 'QuoteStatusCodes', QUOTE_STATUSES);
}
