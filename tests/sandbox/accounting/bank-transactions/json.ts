import { dateString, msCalendarDate, msDate } from '../api/dates.ts';
import type { UnitPlaces } from '../api/listing.ts';
import type { Books } from '../books.ts';
import { contactJson, slimContactJson } from '../contacts/json.ts';
import { lineJson } from '../documents/json.ts';
import type { BankTransaction } from './record.ts';

/** A bank transaction alone, with its contact in full. */
export function bankTransactionJson(books: Books, transaction: BankTransaction, places: UnitPlaces) {
  return {
    ...heading(books, transaction),
    Contact: contactJson(books, books.contacts.require(transaction.contactId)),
    LineItems: transaction.lines.map((line) => lineJson(books, line, places)),
  };
}

/** A bank transaction in a list: a slim contact, and lines only on a page. */
export function listedBankTransactionJson(
  books: Books,
  transaction: BankTransaction,
  withLines: boolean,
  places: UnitPlaces,
) {
  return {
    ...heading(books, transaction),
    Contact: slimContactJson(books.contacts.require(transaction.contactId)),
    LineItems: withLines ? transaction.lines.map((line) => lineJson(books, line, places)) : [],
  };
}

function heading(books: Books, transaction: BankTransaction) {
  const account = books.accounts.require(transaction.bankAccountId);
  return {
    BankTransactionID: transaction.id,
    BankAccount: { AccountID: account.id, ...(account.code && { Code: account.code }), Name: account.name },
    ...creditIds(transaction),
    Type: transaction.type,
    Reference: transaction.reference,
    IsReconciled: transaction.isReconciled,
    HasAttachments: transaction.hasAttachments,
    DateString: dateString(transaction.date),
    Date: msCalendarDate(transaction.date),
    Status: transaction.status,
    LineAmountTypes: transaction.lineAmountTypes,
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
