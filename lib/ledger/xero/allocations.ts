import type { Allocation, Allocations, Invoice } from 'xero-node';
import { decimal } from '#lib/domain/money.ts';
import { ok } from '#lib/domain/result.ts';
import type {
  DocumentTarget,
  Followed,
  LedgerAllocation,
  LedgerResult,
  OpenDocument,
  StoredRequest,
} from '../ledger.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { call } from './call.ts';
import { endpointOf } from './document-endpoints.ts';
import { errorsIn } from './element-errors.ts';
import { dateOf } from './list-entries.ts';
import { reasonsOf } from './messages.ts';
import { required } from './required.ts';
import { assertSameBytes, fromWire, toWire } from './wire.ts';

/** As many as anybody chooses among. */
const MAX_OPEN_DOCUMENTS = 100;

export async function openDocuments(
  session: LedgerSession,
  kind: 'BILL' | 'SALES_INVOICE',
  contactLedgerId: string,
): LedgerResult<OpenDocument[]> {
  const where = `Type=="${endpointOf(kind).type}" AND AmountDue>0`;
  const answer = await call(session, { isWrite: false }, async (api) => {
    const { response, body } = await api.getInvoices(
      session.organisationId,
      undefined,
      where,
      'Date DESC',
      undefined,
      undefined,
      [contactLedgerId],
      ['AUTHORISED'],
      1,
      undefined,
      undefined,
      undefined,
      undefined,
      MAX_OPEN_DOCUMENTS,
    );
    return { response, body: required(body.invoices, 'Invoices') };
  });
  return answer.ok ? ok(answer.value.flatMap((invoice) => openDocument(invoice) ?? [])) : answer;
}

function openDocument(invoice: Invoice): OpenDocument | null {
  const { invoiceID, invoiceNumber, currencyCode, total, amountDue } = invoice;
  if (!invoiceID || total === undefined || amountDue === undefined) return null;
  return {
    ledgerId: invoiceID,
    number: invoiceNumber || null,
    issuedOn: dateOf(invoice.date),
    currency: String(currencyCode ?? ''),
    total: decimal(String(total)).toFixed(),
    due: decimal(String(amountDue)).toFixed(),
  };
}

export function allocationBody({ documentLedgerId, amount, date }: LedgerAllocation): string {
  const allocation = { invoice: { invoiceID: documentLedgerId }, amount: decimal(amount).toNumber(), date };
  return toWire({ allocations: [allocation] }, 'Allocations');
}

export async function allocate(
  session: LedgerSession,
  { ledgerId }: DocumentTarget,
  { body, idempotencyKey }: StoredRequest,
): LedgerResult<Followed> {
  assertSameBytes(body, 'Allocations');
  const answer = await call(session, { isWrite: true }, async (api) => {
    const sent = fromWire<Allocations>(body);
    const { response, body: stored } = await api.createCreditNoteAllocation(
      session.organisationId,
      ledgerId,
      sent,
      false,
      idempotencyKey,
    );
    const elements = (response as { data?: { Allocations?: unknown[] } }).data?.Allocations;
    return { response, body: { allocation: required(stored.allocations?.[0], 'Allocations'), element: elements?.[0] } };
  });
  if (!answer.ok) return answer;
  const errors = errorsIn(answer.value.element);
  if (errors.length > 0) return ok({ ok: false, reasons: reasonsOf(errors, null) });
  return ok({ ok: true, ledgerId: answer.value.allocation.allocationID ?? null });
}

/** The credit note tells what it is set against: one credit goes against one document once. */
export async function findAllocation(
  session: LedgerSession,
  { kind, ledgerId }: DocumentTarget,
  body: string,
): LedgerResult<string | null> {
  const [asked] = required(fromWire<Allocations>(body).allocations, 'Allocations');
  const answer = await call(session, { isWrite: false }, (api) =>
    endpointOf(kind).allocations(api, session.organisationId, ledgerId),
  );
  if (!answer.ok) return answer;
  const found = answer.value.find((allocation) => isSame(allocation, asked));
  return ok(found?.allocationID ?? null);
}

function isSame(stored: Allocation, asked: Allocation | undefined): boolean {
  return (
    asked !== undefined &&
    stored.isDeleted !== true &&
    stored.invoice.invoiceID === asked.invoice.invoiceID &&
    decimal(String(stored.amount)).equals(String(asked.amount))
  );
}
