import { dateString, msCalendarDate, msDate } from '../api/dates.ts';
import type { Books } from '../books.ts';
import type { Payment } from '../settlement/record.ts';
import { type BatchPayment, isReconciled, paymentsOf } from './record.ts';

/** A batch with its payments. */
export function batchPaymentJson(books: Books, batch: BatchPayment) {
  const { id: AccountID, currencyCode } = books.accounts.require(batch.accountId);
  return {
    ...batchSummaryJson(books, batch),
    Account: { AccountID, ...(currencyCode && { CurrencyCode: currencyCode }) },
    ...(batch.reference && { Reference: batch.reference }),
    ...(batch.particulars && { Particulars: batch.particulars }),
    ...(batch.code && { Code: batch.code }),
    ...(batch.details && { Details: batch.details }),
    ...(batch.narrative && { Narrative: batch.narrative }),
    DateString: dateString(batch.date),
    Payments: paymentsOf(books, batch).map((payment) => memberJson(books, payment)),
  };
}

/** A batch as each of its payments carries it. */
export function batchSummaryJson(books: Books, batch: BatchPayment) {
  return {
    Account: { AccountID: batch.accountId },
    BatchPaymentID: batch.id,
    Date: msCalendarDate(batch.date),
    Type: batch.type,
    Status: batch.status,
    TotalAmount: batch.totalAmount,
    UpdatedDateUTC: msDate(batch.updatedAt),
    IsReconciled: isReconciled(books, batch),
  };
}

/** A payment as its batch carries it. */
function memberJson(books: Books, payment: Payment) {
  const { id: InvoiceID, currencyCode: CurrencyCode } = books.invoices.require(payment.documentId);
  const nothing = { Payments: [], CreditNotes: [], Prepayments: [], Overpayments: [], LineItems: [] };
  return {
    Invoice: { InvoiceID, CurrencyCode, ...nothing, HasErrors: false, IsDiscounted: false },
    PaymentID: payment.id,
    ...(payment.reference && { Reference: payment.reference }),
    ...(payment.details && { Details: payment.details }),
    ...(payment.particulars && { Particulars: payment.particulars }),
    ...(payment.bankAccountNumber && { BankAccountNumber: payment.bankAccountNumber }),
    Amount: payment.amount,
    BankAmount: payment.bankAmount,
  };
}
