import { LineAmountTypes, type LineItem } from 'xero-node';
import type { Amount } from '#lib/domain/amount.ts';
import { compareDates } from '#lib/domain/calendar-date.ts';
import { decimal } from '#lib/domain/money.ts';
import { normalText } from '#lib/domain/normal-text.ts';
import { fail, ok } from '#lib/domain/result.ts';
import type {
  DocumentOutcome,
  LedgerDocument,
  LedgerDocumentKind,
  LedgerDocumentLine,
  LedgerResult,
  PostedDocument,
  StoredRequest,
} from '../ledger.ts';
import type { LedgerReason } from '../ledger-error.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { call } from './call.ts';
import { xeroCapabilities } from './capabilities.ts';
import { type DocumentModel, endpointOf, type StoredDocument } from './document-endpoints.ts';
import { documentUrl } from './document-url.ts';
import { differencesOf } from './echo.ts';
import { remarkOf } from './element-errors.ts';
import { uncertain } from './errors.ts';
import { dateOf } from './list-entries.ts';
import { reasonsOf } from './messages.ts';
import { assertSameBytes, toWire } from './wire.ts';

const SEARCH_PAGE_SIZE = 100;
/** Of one contact on one day: more would mean that the paging is at fault. */
const MAX_SEARCH_PAGES = 20;
/** Xero's clock and ours may differ by this much. */
const CLOCK_SLACK_MS = 10 * 60_000;
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** The exact body for documents of one kind. Pure: equal documents give equal bytes. */
export function documentBody(documents: LedgerDocument[]): string {
  const [first] = documents;
  if (!first) throw new RangeError('A request carries at least one document');
  if (documents.some(({ kind }) => kind !== first.kind))
    throw new RangeError('A request carries documents of one kind');
  const endpoint = endpointOf(first.kind);
  return toWire(endpoint.request(documents.map(modelOf)), endpoint.model);
}

const lineAmountTypes: Record<LedgerDocument['taxMode'], LineAmountTypes> = {
  INCLUSIVE: LineAmountTypes.Inclusive,
  EXCLUSIVE: LineAmountTypes.Exclusive,
  NONE: LineAmountTypes.NoTax,
};

/** A document as xero-node has it. */
export function modelOf(document: LedgerDocument): DocumentModel {
  return {
    ...endpointOf(document.kind).kindFields(document),
    // Any other field of the contact would change it.
    contact: { contactID: document.contactLedgerId },
    date: document.issuedOn,
    lineAmountTypes: lineAmountTypes[document.taxMode],
    lineItems: document.lines.map(lineItemOf),
    // Without one, Xero takes the rate of the document's day.
    ...(document.exchangeRate !== null && { currencyRate: decimal(document.exchangeRate).toNumber() }),
    status: document.publishAs,
  };
}

const { amountDigits, unitDigits } = xeroCapabilities.rules;

function lineItemOf(line: LedgerDocumentLine): LineItem {
  return {
    description: line.description,
    ...(line.productCode !== null && { itemCode: line.productCode }),
    quantity: numberOf(line.quantity, unitDigits),
    unitAmount: numberOf(line.unitAmount, unitDigits),
    // Told so that Xero refuses a line that it would compute otherwise.
    lineAmount: numberOf(line.amount, amountDigits),
    ...(line.accountCode === null ? { accountID: line.accountLedgerId } : { accountCode: line.accountCode }),
    ...(line.taxType !== null && { taxType: line.taxType }),
    // Xero computes what is inside a gross line as total × rate ÷ (100 + rate), and on a net one as net × rate ÷ 100,
    // rounded half up to the currency's smallest unit, as our tax.ts does: recorded documents show it, e.g. 541.25 at 15% holds 70.60. So only another is told.
    taxAmount: line.taxIsOverridden ? numberOf(line.taxAmount, amountDigits) : undefined,
    tracking: line.tracking.map((tracked) => ({
      trackingCategoryID: tracked.categoryLedgerId,
      trackingOptionID: tracked.optionLedgerId,
      name: tracked.categoryName,
      option: tracked.optionName,
    })),
  };
}

/** xero-node sends floats as they are; rounded by decimal first, the shortest text of the float is the amount. */
function numberOf(amount: Amount, digits: number): number {
  return decimal(amount).toDecimalPlaces(digits).toNumber();
}

/** Creates with PUT; HTTP 200 proves nothing, so each element is read. */
export async function createDocuments(
  session: LedgerSession,
  kind: LedgerDocumentKind,
  documents: LedgerDocument[],
  { body, idempotencyKey }: StoredRequest,
): LedgerResult<DocumentOutcome[]> {
  const endpoint = endpointOf(kind);
  assertSameBytes(body, endpoint.model);
  const answer = await call(session, { isWrite: true, documents }, (api) =>
    endpoint.create(api, session.organisationId, body, idempotencyKey),
  );
  if (!answer.ok) return answer;
  if (answer.value.length !== documents.length) {
    return fail(uncertain(`Xero answered for ${answer.value.length} of ${documents.length} documents.`, null));
  }
  return ok(answer.value.map((stored, index) => outcomeOf(session, documents[index] as LedgerDocument, stored)));
}

function outcomeOf(session: LedgerSession, document: LedgerDocument, stored: StoredDocument): DocumentOutcome {
  if (isStored(stored)) {
    return { ok: true, posted: postedOf(session, document, stored) };
  }
  return { ok: false, reasons: refusalOf(stored, document) };
}

/** A refusal without a word is told as such. */
export function refusalOf({ errors }: StoredDocument, document: LedgerDocument | null): LedgerReason[] {
  return reasonsOf(errors.length > 0 ? errors : [remarkOf('')], document);
}

/** HTTP 200 proves nothing: each element says of itself whether it was taken. */
export function isStored({ id, hasErrors, errors }: StoredDocument): boolean {
  return id !== undefined && id !== NO_ID && !hasErrors && errors.length === 0;
}

function postedOf(session: LedgerSession, document: LedgerDocument, stored: StoredDocument): PostedDocument {
  const ledgerId = stored.id ?? NO_ID;
  return {
    ledgerId,
    ledgerNumber: stored.number || null,
    url: documentUrl(session.shortCode, endpointOf(document.kind).page(ledgerId)),
    differences: differencesOf(document, stored),
  };
}

/** Searches what our app made for the contact on that day; the link back decides, or number and total where none fits. */
export async function findDocument(
  session: LedgerSession,
  document: LedgerDocument,
  createdSince: Date,
  others: ReadonlySet<string>,
): LedgerResult<PostedDocument | null> {
  const endpoint = endpointOf(document.kind);
  const [year, month, day] = document.issuedOn.split('-').map(Number);
  const search = {
    contactId: document.contactLedgerId,
    where: `Type=="${endpoint.type}" AND Date==DateTime(${year},${month},${day})`,
    modifiedSince: new Date(createdSince.getTime() - CLOCK_SLACK_MS),
    pageSize: SEARCH_PAGE_SIZE,
  };
  for (let page = 1; page <= MAX_SEARCH_PAGES; page += 1) {
    const answer = await call(session, { isWrite: false }, (api) =>
      endpoint.find(api, session.organisationId, { ...search, page }),
    );
    if (!answer.ok) return answer;
    const found = answer.value.find((stored) => !others.has(stored.id ?? '') && isThis(document, stored));
    if (found) return ok(postedOf(session, document, found));
    if (answer.value.length < SEARCH_PAGE_SIZE) return ok(null);
  }
  // Not seen is not absent: said to be, it would be posted a second time.
  return fail({
    kind: 'conflict',
    retry: 'never',
    message: 'Xero has more documents of this day than can be searched.',
  });
}

function isThis(document: LedgerDocument, stored: StoredDocument): boolean {
  const date = dateOf(stored.date);
  if (stored.contactId !== document.contactLedgerId) return false;
  if (!date || compareDates(date, document.issuedOn) !== 0) return false;
  // The link alone decides: Xero may have computed another total, and then the bill is there all the same.
  if (document.mark !== null && stored.url) return stored.url === document.mark;
  if (stored.total === undefined || !decimal(String(stored.total)).equals(document.total)) return false;
  // Then the number is one that Xero made up: it says nothing of whose document it is.
  if (document.reference === null && endpointOf(document.kind).isNumbered) return true;
  return normalText(stored.number ?? '') === normalText(document.reference ?? '');
}
