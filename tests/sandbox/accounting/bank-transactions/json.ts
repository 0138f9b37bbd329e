import { dateString, msCalendarDate, msDate } from '../api/dates.ts';
import type { UnitPlaces } from '../api/listing.ts';
import type { Books } from '../books.ts';
import { contactJson, slimContactJson } from '../contacts/json.ts';
import { lineJson } from '../documents/json.ts';
import type { BankTransaction } from './record.ts';

/** A bank transaction, alone or in a list. */
export function bankTransactionJson(books: Books, transaction: BankTransaction, isListed: boolean, places: UnitPlaces) {
  const contact = books.contacts.require(transaction.contactId);
  const account = books.accounts.require(transaction.bankAccountId);
  return {
    BankTransactionID: transaction.id,
    BankAccount: { AccountID: account.id, ...(account.code && { Code: account.code }), Name: account.name },
    ...creditIds(transaction),
    Type: transaction.type,
    Reference: transaction.reference,
    IsReconciled: transaction.isReconciled,
    HasAttachments: transaction.hasAttachments,
    Contact: isListed ? slimContactJson(contact) : contactJson(books, contact),
    DateString: dateString(transaction.date),
    Date: msCalendarDate(transaction.date),
    Status: transaction.status,
    LineAmountTypes: transaction.lineAmountTypes,
    LineItems: transaction.lines.map((line) => lineJson(books, line, places)),
    SubTotal: transaction.subTotal,
    TotalTax: transaction.totalTax,
    Total: transaction.total,
    UpdatedDateUTC: msDate(transaction.updatedAt),
    CurrencyCode: transaction.currencyCode,
    CurrencyRate: transaction.currencyRate,
    ...(transaction.url && { Url: transaction.url }),
  };
}

/** A prepayment or overpayment has the id of the bank transaction that made it. */
function creditIds({ id, type }: BankTransaction) {
  if (type.endsWith('PREPAYMENT')) return { PrepaymentID: id };
  return type.endsWith('OVERPAYMENT') ? { OverpaymentID: id } : {};
}
