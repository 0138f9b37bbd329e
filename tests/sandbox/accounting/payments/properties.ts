import { ACCOUNT_PROPERTIES } from '../accounts/properties.ts';
import { bankCreditProperties } from '../bank-transactions/properties.ts';
import { batchPaymentProperties } from '../batch-payments/properties.ts';
import type { Books } from '../books.ts';
import { creditNoteProperties } from '../credit-notes/properties.ts';
import { invoiceProperties } from '../invoices/properties.ts';
import type { Payment } from '../settlement/record.ts';
import { boolean, date, decimal, guid, instant, type Properties, text, within } from '../where/properties.ts';

/** What can be asked about a payment, its account, and the document it is for. */
export function paymentProperties(books: Books): Properties<Payment> {
  const idOf = (kind: Payment['documentKind'], payment: Payment) =>
    payment.documentKind === kind ? payment.documentId : undefined;
  return {
    PaymentID: guid((payment) => payment.id),
    Date: date((payment) => payment.date),
    Amount: decimal((payment) => payment.amount),
    BankAmount: decimal((payment) => payment.bankAmount),
    CurrencyRate: decimal((payment) => payment.currencyRate),
    Reference: text((payment) => payment.reference),
    Details: text((payment) => payment.details),
    Particulars: text((payment) => payment.particulars),
    BankAccountNumber: text((payment) => payment.bankAccountNumber),
    BatchPaymentID: guid((payment) => payment.batchPaymentId),
    Status: text((payment) => payment.status),
    PaymentType: text((payment) => payment.type),
    IsReconciled: boolean((payment) => payment.isReconciled),
    UpdatedDateUTC: instant((payment) => payment.updatedAt),
    ...within('Account', ACCOUNT_PROPERTIES, (payment) => books.accounts.require(payment.accountId)),
    ...within('BatchPayment', batchPaymentProperties(books), (payment) =>
      books.batchPayments.get(payment.batchPaymentId),
    ),
    ...within('Invoice', invoiceProperties(books), (payment) => books.invoices.get(idOf('Invoice', payment))),
    ...within('CreditNote', creditNoteProperties(books), (payment) =>
      books.creditNotes.get(idOf('CreditNote', payment)),
    ),
    ...within('Prepayment', bankCreditProperties(books, 'Prepayment'), (payment) =>
      books.bankTransactions.get(idOf('Prepayment', payment)),
    ),
    ...within('Overpayment', bankCreditProperties(books, 'Overpayment'), (payment) =>
      books.bankTransactions.get(idOf('Overpayment', payment)),
    ),
  };
}
