import type { AccountingApi } from 'xero-node';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import { decimal } from '#lib/domain/money.ts';
import { isBankTransaction } from '#lib/domain/publication/publication.ts';
import { ok } from '#lib/domain/result.ts';
import { log } from '#lib/log.ts';
import type { BriefDocument, BriefPage, LedgerDocumentKind, LedgerResult } from '../ledger.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { call } from './call.ts';
import { xeroCapabilities } from './capabilities.ts';
import {
  type DocumentEndpoint,
  endpointOf,
  type StoredDocument,
  storedBankTransactions,
  storedCreditNotes,
  storedInvoices,
} from './document-endpoints.ts';
import { lifeOf } from './document-life.ts';
import { documentUrl } from './document-url.ts';
import { dateOf } from './list-entries.ts';
import { required } from './required.ts';

/** Invoices come without their lines, a thousand in half a megabyte; the others can't be asked for in brief. */
const PAGE_SIZES: Record<DocumentEndpoint['model'], number> = {
  Invoices: 1_000,
  CreditNotes: 200,
  BankTransactions: 200,
};
const SUMMARY_ONLY = true;

type Asked = { since: Date | null; where: string | null; contactIds: readonly string[] | null; page: number };
type Read = (
  api: AccountingApi,
  tenantId: string,
  asked: Asked,
) => Promise<{ response: { headers: unknown }; body: StoredDocument[] }>;

const reads: Record<DocumentEndpoint['model'], Read> = {
  Invoices: async (api, tenantId, { since, where, contactIds, page }) => {
    const { response, body } = await api.getInvoices(
      tenantId,
      since ?? undefined,
      where ?? undefined,
      'UpdatedDateUTC ASC',
      undefined,
      undefined,
      contactIds ? [...contactIds] : undefined,
      undefined,
      page,
      undefined,
      undefined,
      undefined,
      SUMMARY_ONLY,
      PAGE_SIZES.Invoices,
    );
    return { response, body: storedInvoices(body, response.data) };
  },
  CreditNotes: async (api, tenantId, { since, where, page }) => {
    const { response, body } = await api.getCreditNotes(
      tenantId,
      since ?? undefined,
      where ?? undefined,
      'UpdatedDateUTC ASC',
      page,
      undefined,
      PAGE_SIZES.CreditNotes,
    );
    return { response, body: storedCreditNotes(body, response.data) };
  },
  BankTransactions: async (api, tenantId, { since, where, page }) => {
    const { response, body } = await api.getBankTransactions(
      tenantId,
      since ?? undefined,
      where ?? undefined,
      'UpdatedDateUTC ASC',
      page,
      undefined,
      PAGE_SIZES.BankTransactions,
    );
    return { response, body: storedBankTransactions(body, response.data) };
  },
};

/** A page of what was changed since, whoever made it, of both what is bought and what is sold. */
export async function changedBriefs(
  session: LedgerSession,
  kind: LedgerDocumentKind,
  since: Date,
  page: number,
): LedgerResult<BriefPage> {
  const answer = await read(session, kind, { since, where: null, contactIds: null, page });
  if (!answer.ok) return answer;
  const stored = answer.value;
  return ok({
    documents: briefsIn(session, kind, stored),
    hasMore: stored.length === PAGE_SIZES[endpointOf(kind).model],
    lastChangedAt: stored.at(-1)?.changedAt ?? null,
  });
}

export async function briefsOf(
  session: LedgerSession,
  kind: LedgerDocumentKind,
  contactLedgerIds: readonly string[],
  { from, to }: { from: CalendarDate; to: CalendarDate },
): LedgerResult<BriefDocument[]> {
  const isInvoices = endpointOf(kind).model === 'Invoices';
  const days = `Date>=${dateTime(from)} AND Date<=${dateTime(to)}`;
  // Only invoices can be asked for by a list of contacts.
  const contacts = contactLedgerIds.map((id) => `Contact.ContactID==Guid("${id}")`).join(' OR ');
  const where = isInvoices ? days : `${days} AND (${contacts})`;
  const contactIds = isInvoices ? contactLedgerIds : null;
  const answer = await read(session, kind, { since: null, where, contactIds, page: 1 });
  return answer.ok ? ok(briefsIn(session, kind, answer.value)) : answer;
}

function dateTime(date: CalendarDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `DateTime(${year}, ${month}, ${day})`;
}

function read(session: LedgerSession, kind: LedgerDocumentKind, asked: Asked): LedgerResult<StoredDocument[]> {
  const readAs = reads[endpointOf(kind).model];
  return call(session, { isWrite: false }, (api) => readAs(api, session.organisationId, asked));
}

/** One that can't be read keeps none of the others; of bank transactions, transfers and prepayments are no documents. */
function briefsIn(session: LedgerSession, kind: LedgerDocumentKind, stored: StoredDocument[]): BriefDocument[] {
  const together = xeroCapabilities.documentsReadTogether.find((kinds) => kinds.includes(kind)) ?? [kind];
  return stored.flatMap((document) => {
    const own = together.find((each) => endpointOf(each).type === document.type);
    if (!own || !document.contactId) return [];
    try {
      return [briefOf(session, own, document)];
    } catch (error) {
      log.warn({ err: error, ledgerId: document.id }, 'a document that cannot be read in brief');
      return [];
    }
  });
}

function briefOf(session: LedgerSession, kind: LedgerDocumentKind, stored: StoredDocument): BriefDocument {
  const ledgerId = required(stored.id, 'its id');
  const { status: told, total, due } = lifeOf(stored);
  // In brief it comes without what was paid of it.
  const isPartPaid = told === 'AUTHORISED' && stored.due !== undefined && !decimal(due).equals(decimal(total));
  const status = isPartPaid && !isBankTransaction(kind) ? 'PART_PAID' : told;
  return {
    ...{ ledgerId, kind, status, total, due },
    contactLedgerId: required(stored.contactId, 'ContactID'),
    number: stored.number || null,
    issuedOn: required(dateOf(stored.date) ?? undefined, 'Date'),
    dueOn: dateOf(stored.dueDate),
    currency: stored.currency ?? '',
    url: documentUrl(session.shortCode, endpointOf(kind).page(ledgerId)),
    changedAt: required(stored.changedAt, 'UpdatedDateUTC'),
  };
}
