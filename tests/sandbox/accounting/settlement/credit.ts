import { type BankTransaction, bankCreditOf, isReceived } from '../bank-transactions/record.ts';
import type { Books } from '../books.ts';
import type { InvoiceType } from '../invoices/record.ts';
import { type CreditKind, remainingCredit } from './record.ts';

/** A credit note, prepayment or overpayment, as far as allocating and refunding it goes. */
export interface Credit {
  kind: CreditKind;
  id: string;
  /** The invoices it can be set against. */
  invoiceType: InvoiceType;
  status: string;
  contactId: string;
  currencyCode: string;
  currencyRate: number;
  remaining: number;
  /** What its history calls it. */
  label: string;
}

export function findCredit(books: Books, kind: CreditKind, id: string | undefined): Credit | undefined {
  if (kind === 'CreditNote') {
    const note = books.creditNotes.get(id);
    return (
      note && {
        kind,
        id: note.id,
        invoiceType: note.type === 'ACCPAYCREDIT' ? 'ACCPAY' : 'ACCREC',
        status: note.status,
        contactId: note.contactId,
        currencyCode: note.currencyCode,
        currencyRate: note.currencyRate,
        remaining: remainingCredit(note),
        label: note.number ? `credit note ${note.number}` : 'a credit note',
      }
    );
  }
  const transaction = bankCreditOf(books.bankTransactions.get(id), kind);
  return (
    transaction && {
      kind,
      id: transaction.id,
      invoiceType: isReceived(transaction) ? 'ACCREC' : 'ACCPAY',
      status: bankCreditStatus(transaction),
      contactId: transaction.contactId,
      currencyCode: transaction.currencyCode,
      currencyRate: transaction.currencyRate,
      remaining: remainingCredit(transaction),
      label: kind === 'Prepayment' ? 'a prepayment' : 'an overpayment',
    }
  );
}

/** The status of a prepayment or overpayment: that of money which is used up, or not yet. */
export function bankCreditStatus(transaction: BankTransaction): 'AUTHORISED' | 'PAID' | 'VOIDED' {
  if (transaction.status === 'DELETED') return 'VOIDED';
  return remainingCredit(transaction) === 0 ? 'PAID' : 'AUTHORISED';
}
