import { msCalendarDate, msDate } from '../api/dates.ts';
import type { Books } from '../books.ts';
import { type CreditNote, remainingCredit } from '../credit-notes/record.ts';
import type { Invoice } from '../invoices/record.ts';
import type { Allocation, Payment } from './record.ts';
import { liveAllocations, livePayments } from './settle.ts';

/** The payments and credits of an invoice, as it carries them. */
export function invoiceSettlementJson(books: Books, invoice: Invoice) {
  return {
    Payments: livePayments(books.payments.find('invoice', invoice.id)).map(slimPaymentJson),
    CreditNotes: liveAllocations(books.allocations.find('invoice', invoice.id)).map((allocation) => {
      const note = books.creditNotes.require(allocation.creditNoteId);
      return {
        CreditNoteID: note.id,
        CreditNoteNumber: note.number,
        ID: note.id,
        HasErrors: false,
        AppliedAmount: allocation.amount,
        Date: msCalendarDate(allocation.date),
        LineItems: [],
        Total: note.total,
      };
    }),
    Prepayments: [],
    Overpayments: [],
  };
}

/** The refunds and allocations of a credit note, as it carries them. */
export function creditNoteSettlementJson(books: Books, note: CreditNote) {
  return {
    RemainingCredit: remainingCredit(note),
    Payments: livePayments(books.payments.find('creditNote', note.id)).map(slimPaymentJson),
    Allocations: liveAllocations(books.allocations.find('creditNote', note.id)).map((allocation) =>
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
  const document = books.invoices.get(payment.invoiceId) ?? books.creditNotes.require(payment.creditNoteId ?? '');
  const contact = books.contacts.require(document.contactId);
  const common = {
    Type: document.type,
    CurrencyCode: document.currencyCode,
    HasErrors: false,
    LineItems: [],
    Contact: { ContactID: contact.id, Name: contact.name, HasValidationErrors: false },
  };
  return {
    ...slimPaymentJson(payment),
    BankAmount: payment.bankAmount,
    PaymentType: payment.type,
    Status: payment.status,
    UpdatedDateUTC: msDate(payment.updatedAt),
    HasAccount: true,
    IsReconciled: payment.isReconciled,
    Account: { AccountID: account.id, ...(account.code && { Code: account.code }) },
    ...(payment.invoiceId
      ? { Invoice: { ...common, InvoiceID: document.id, InvoiceNumber: document.number, IsDiscounted: false } }
      : { CreditNote: { ...common, CreditNoteID: document.id, CreditNoteNumber: document.number, ID: document.id } }),
  };
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
