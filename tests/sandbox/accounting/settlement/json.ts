import { instantString, msCalendarDate, msDate } from '../api/dates.ts';
import { batchSummaryJson } from '../batch-payments/json.ts';
import type { Books } from '../books.ts';
import type { Invoice } from '../invoices/record.ts';
import type { Allocation, Payment } from './record.ts';
import { liveAllocations, livePayments } from './settle.ts';

/** The payments and credits of an invoice, as it carries them. */
export function invoiceSettlementJson(books: Books, invoice: Invoice) {
  const allocations = liveAllocations(books.allocations.find('invoice', invoice.id));
  const ofKind = (kind: Allocation['creditKind']) => allocations.filter(({ creditKind }) => creditKind === kind);
  return {
    Payments: livePayments(books.payments.find('document', invoice.id)).map(slimPaymentJson),
    CreditNotes: ofKind('CreditNote').map((allocation) => {
      const note = books.creditNotes.require(allocation.creditId);
      const numbered = { CreditNoteID: note.id, CreditNoteNumber: note.number, ID: note.id, HasErrors: false };
      return { ...numbered, ...appliedJson(allocation, note.total) };
    }),
    Prepayments: ofKind('Prepayment').map((allocation) => ({
      PrepaymentID: allocation.creditId,
      ...appliedJson(allocation, books.bankTransactions.require(allocation.creditId).total),
    })),
    Overpayments: ofKind('Overpayment').map((allocation) => ({
      OverpaymentID: allocation.creditId,
      ...appliedJson(allocation, books.bankTransactions.require(allocation.creditId).total),
    })),
  };
}

function appliedJson(allocation: Allocation, total: number) {
  return {
    AppliedAmount: allocation.amount,
    Date: msCalendarDate(allocation.date),
    LineItems: [],
    Total: total,
  };
}

/** The refunds and allocations of a credit note, prepayment or overpayment, as it carries them. */
export function creditSettlementJson(books: Books, creditId: string) {
  return {
    Payments: livePayments(books.payments.find('document', creditId)).map(slimPaymentJson),
    Allocations: liveAllocations(books.allocations.find('credit', creditId)).map((allocation) =>
      allocationJson(books, allocation),
    ),
  };
}

export function allocationJson(books: Books, allocation: Allocation) {
  const invoice = books.invoices.require(allocation.invoiceId);
  return {
    AllocationID: allocation.id,
    Amount: allocation.amount,
    Date: msCalendarDate(allocation.date),
    Invoice: { InvoiceID: invoice.id, InvoiceNumber: invoice.number, HasErrors: false, LineItems: [] },
    ...(allocation.isDeleted && { IsDeleted: true }),
  };
}

export function paymentJson(books: Books, payment: Payment) {
  const account = books.accounts.require(payment.accountId);
  const batch = books.batchPayments.get(payment.batchPaymentId);
  return {
    ...slimPaymentJson(payment),
    ...(batch && { BatchPaymentID: batch.id, BatchPayment: batchSummaryJson(books, batch) }),
    BankAmount: payment.bankAmount,
    PaymentType: payment.type,
    Status: payment.status,
    UpdatedDateUTC: msDate(payment.updatedAt),
    UpdatedDateUTCString: `${instantString(payment.updatedAt)}Z`,
    HasAccount: true,
    IsReconciled: payment.isReconciled,
    ...(payment.details && { Details: payment.details }),
    ...(payment.particulars && { Particulars: payment.particulars }),
    ...(payment.bankAccountNumber && { BankAccountNumber: payment.bankAccountNumber }),
    Account: { AccountID: account.id, ...(account.code && { Code: account.code }) },
    [payment.documentKind]: paidDocumentJson(books, payment),
  };
}

/** The document that a payment is for, as far as the payment names it. */
function paidDocumentJson(books: Books, payment: Payment) {
  const { documentKind: kind, documentId: id } = payment;
  const document = paidDocument(books, payment);
  const contact = books.contacts.require(document.contactId);
  return {
    [`${kind}ID`]: id,
    ...('number' in document && { [`${kind}Number`]: document.number }),
    ...(kind === 'Invoice' ? { IsDiscounted: false } : { ID: id }),
    Type: document.type,
    CurrencyCode: document.currencyCode,
    ...('number' in document && { HasErrors: false }),
    LineItems: [],
    Contact: { ContactID: contact.id, Name: contact.name, HasValidationErrors: false },
  };
}

/** The invoice, credit note, prepayment or overpayment that a payment is for. */
export function paidDocument(books: Books, { documentKind, documentId }: Payment) {
  if (documentKind === 'Invoice') return books.invoices.require(documentId);
  return documentKind === 'CreditNote'
    ? books.creditNotes.require(documentId)
    : books.bankTransactions.require(documentId);
}

function slimPaymentJson(payment: Payment) {
  return {
    PaymentID: payment.id,
    Date: msCalendarDate(payment.date),
    Amount: payment.amount,
    Reference: payment.reference,
    CurrencyRate: payment.currencyRate,
    HasAccount: false,
    HasValidationErrors: false,
  };
}
