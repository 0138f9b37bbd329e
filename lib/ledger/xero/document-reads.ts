import type { AccountingApi } from 'xero-node';
import { ok } from '#lib/domain/result.ts';
import { log } from '#lib/log.ts';
import type { DocumentInBooks, DocumentPage, LedgerDocumentKind, LedgerResult } from '../ledger.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { call } from './call.ts';
import { xeroCapabilities } from './capabilities.ts';
import { inBooks } from './change-documents.ts';
import {
  type DocumentEndpoint,
  endpointOf,
  type StoredDocument,
  storedBankTransactions,
  storedCreditNotes,
  storedInvoices,
} from './document-endpoints.ts';

/** Each comes with its lines: this many are a megabyte or less. */
const PAGE_SIZE = 200;
const { unitDigits } = xeroCapabilities.rules;

type Asked = { since: Date | null; ids: readonly string[] | null; page: number };
type Read = (
  api: AccountingApi,
  tenantId: string,
  asked: Asked,
) => Promise<{ response: { headers: unknown }; body: StoredDocument[] }>;

/** How Xero is asked for many of a kind. Without a page they would come without their lines. */
const reads: Record<DocumentEndpoint['model'], Read> = {
  Invoices: async (api, tenantId, { since, ids, page }) => {
    const { response, body } = await api.getInvoices(
      tenantId,
      since ?? undefined,
      undefined,
      // As it is unless asked for otherwise, and here it is relied on.
      'UpdatedDateUTC ASC',
      ids ? [...ids] : undefined,
      undefined,
      undefined,
      undefined,
      page,
      undefined,
      // Bills that others enter by the thousand are none of ours. Read by its id, one may have been made elsewhere.
      ids === null,
      unitDigits,
      undefined,
      PAGE_SIZE,
    );
    return { response, body: storedInvoices(body, response.data) };
  },
  CreditNotes: async (api, tenantId, { since, ids, page }) => {
    const where = ids?.map((id) => `CreditNoteID==Guid("${id}")`).join(' OR ');
    const { response, body } = await api.getCreditNotes(
      tenantId,
      since ?? undefined,
      where,
      'UpdatedDateUTC ASC',
      page,
      unitDigits,
      PAGE_SIZE,
    );
    return { response, body: storedCreditNotes(body, response.data) };
  },
  BankTransactions: async (api, tenantId, { since, ids, page }) => {
    const where = ids?.map((id) => `BankTransactionID==Guid("${id}")`).join(' OR ');
    const { response, body } = await api.getBankTransactions(
      tenantId,
      since ?? undefined,
      where,
      'UpdatedDateUTC ASC',
      page,
      unitDigits,
      PAGE_SIZE,
    );
    return { response, body: storedBankTransactions(body, response.data) };
  },
};

/** A page of what was changed since, of both what is bought and what is sold. */
export async function changedDocuments(
  session: LedgerSession,
  kind: LedgerDocumentKind,
  since: Date,
  page: number,
): LedgerResult<DocumentPage> {
  const answer = await read(session, kind, { since, ids: null, page });
  if (!answer.ok) return answer;
  return ok({ documents: documentsOf(session, kind, answer.value), hasMore: answer.value.length === PAGE_SIZE });
}

export async function readDocuments(
  session: LedgerSession,
  kind: LedgerDocumentKind,
  ledgerIds: readonly string[],
): LedgerResult<DocumentInBooks[]> {
  if (ledgerIds.length > PAGE_SIZE) throw new RangeError(`At most ${PAGE_SIZE} documents are read at once`);
  const answer = await read(session, kind, { since: null, ids: ledgerIds, page: 1 });
  return answer.ok ? ok(documentsOf(session, kind, answer.value)) : answer;
}

function read(session: LedgerSession, kind: LedgerDocumentKind, asked: Asked): LedgerResult<StoredDocument[]> {
  const readAs = reads[endpointOf(kind).model];
  return call(session, { isWrite: false }, (api) => readAs(api, session.organisationId, asked));
}

/** One that can't be read keeps none of the others. */
function documentsOf(session: LedgerSession, kind: LedgerDocumentKind, stored: StoredDocument[]): DocumentInBooks[] {
  return stored.flatMap((document) => {
    if (!document.id) return [];
    try {
      return [inBooks(session, { kind, ledgerId: document.id }, document)];
    } catch (error) {
      log.warn({ err: error, ledgerId: document.id }, 'a document that cannot be read');
      return [];
    }
  });
}
