import type { CreditNote, Invoice, Payment } from 'xero-node';
import { ok } from '#lib/domain/result.ts';
import type { DocumentTarget, LedgerResult, SettlementInBooks, StoredRequest } from '../ledger.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { call } from './call.ts';
import { endpointOf } from './document-endpoints.ts';
import { required } from './required.ts';
import { assertSameBytes, fromWire, toWire } from './wire.ts';

const PAYMENT_MODEL = 'PaymentDelete';
/** Of one document: more would mean that something else is at fault. */
const MAX_NOTES = 20;

/**
 * What settles a document, each as Xero lets it be taken back: a payment is deleted, an allocation of a credit note is
 * deleted at the note. A reconciled payment stays, since the bank's line would be left without it, and so does one of
 * a batch, which only goes with the batch.
 */
export async function settlements(session: LedgerSession, target: DocumentTarget): LedgerResult<SettlementInBooks[]> {
  const { model } = endpointOf(target.kind);
  // Money that is spent or received settles others, and nothing settles it.
  if (model === 'BankTransactions') return ok([]);
  const isNote = model === 'CreditNotes';
  const document = isNote ? await readNote(session, target.ledgerId) : await readInvoice(session, target.ledgerId);
  if (!document.ok) return document;
  const { payments = [] } = document.value;
  const paid = payments.length > 0 ? await readPayments(session, target.ledgerId, isNote) : ok([]);
  if (!paid.ok) return paid;
  const credits = isNote
    ? ok(allocationsOf(document.value as CreditNote))
    : await creditsOf(session, document.value as Invoice);
  if (!credits.ok) return credits;
  return ok([...paid.value.map(paymentOf), ...credits.value]);
}

function readInvoice(session: LedgerSession, id: string): LedgerResult<Invoice | CreditNote> {
  return call(session, { isWrite: false }, async (api) => {
    const { response, body } = await api.getInvoice(session.organisationId, id);
    return { response, body: required(body.invoices?.[0], 'Invoices') };
  });
}

function readNote(session: LedgerSession, id: string): LedgerResult<CreditNote> {
  return call(session, { isWrite: false }, async (api) => {
    const { response, body } = await api.getCreditNote(session.organisationId, id);
    return { response, body: required(body.creditNotes?.[0], 'CreditNotes') };
  });
}

function readPayments(session: LedgerSession, id: string, isNote: boolean): LedgerResult<Payment[]> {
  const document = isNote ? 'CreditNote.CreditNoteID' : 'Invoice.InvoiceID';
  return call(session, { isWrite: false }, async (api) => {
    const where = `${document}==Guid("${id}") AND Status=="AUTHORISED"`;
    const { response, body } = await api.getPayments(session.organisationId, undefined, where);
    return { response, body: required(body.payments, 'Payments') };
  });
}

function paymentOf(payment: Payment): SettlementInBooks {
  const isOfBatch = payment.batchPaymentID !== undefined || payment.batchPayment !== undefined;
  const obstacle = payment.isReconciled
    ? 'A payment of it is reconciled with the bank. Undo the reconciliation in Xero first, or correct the document there.'
    : isOfBatch
      ? 'It is paid in a batch, and Xero takes back the whole batch only. Delete the batch there first.'
      : null;
  return { kind: 'payment', ledgerId: required(payment.paymentID, 'PaymentID'), allocation: null, obstacle };
}

function allocationsOf(note: CreditNote): SettlementInBooks[] {
  return (note.allocations ?? []).map(({ allocationID, invoice }) => ({
    kind: 'credit',
    ledgerId: required(invoice.invoiceID, 'InvoiceID'),
    allocation: {
      noteId: required(note.creditNoteID, 'CreditNoteID'),
      allocationId: required(allocationID, 'AllocationID'),
    },
    obstacle: null,
  }));
}

/** An invoice tells which credits it has, and only they tell by which allocation. */
async function creditsOf(session: LedgerSession, invoice: Invoice): LedgerResult<SettlementInBooks[]> {
  const found: SettlementInBooks[] = [];
  for (const { creditNoteID } of (invoice.creditNotes ?? []).slice(0, MAX_NOTES)) {
    const note = await readNote(session, required(creditNoteID, 'CreditNoteID'));
    if (!note.ok) return note;
    const ours = allocationsOf(note.value).filter(({ ledgerId }) => ledgerId === invoice.invoiceID);
    found.push(...ours.map((credit) => ({ ...credit, ledgerId: required(creditNoteID, 'CreditNoteID') })));
  }
  const others = [
    ...(invoice.prepayments ?? []).map(({ prepaymentID }) => prepaymentID),
    ...(invoice.overpayments ?? []).map(({ overpaymentID }) => overpaymentID),
  ];
  const obstacle = 'A prepayment or an overpayment is allocated to it. Take that back in Xero first.';
  found.push(
    ...others.map((id): SettlementInBooks => ({ kind: 'credit', ledgerId: id ?? '', allocation: null, obstacle })),
  );
  return ok(found);
}

/** Of an allocation, which is deleted by its address alone, what that says. */
export function takeBackBody({ allocation }: SettlementInBooks): string {
  return allocation ? JSON.stringify(allocation) : toWire({ status: 'DELETED' }, PAYMENT_MODEL);
}

export async function takeBack(
  session: LedgerSession,
  { ledgerId, allocation }: SettlementInBooks,
  { body, idempotencyKey }: StoredRequest,
): LedgerResult<void> {
  if (!allocation) {
    assertSameBytes(body, PAYMENT_MODEL);
    const deleted = await call(session, { isWrite: true }, (api) =>
      api.deletePayment(session.organisationId, ledgerId, fromWire(body), idempotencyKey),
    );
    return deleted.ok ? ok(undefined) : deleted;
  }
  const { noteId, allocationId } = allocation;
  const deleted = await call(session, { isWrite: true }, (api) =>
    api.deleteCreditNoteAllocations(session.organisationId, noteId, allocationId),
  );
  // It has no key: sent twice, it is gone the second time.
  return deleted.ok || deleted.error.kind === 'missing' ? ok(undefined) : deleted;
}
