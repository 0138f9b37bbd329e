import { dateString, instantString, msCalendarDate, msDate } from '../api/dates.ts';
import type { UnitPlaces } from '../api/listing.ts';
import type { BankTransaction } from '../bank-transactions/record.ts';
import type { Books } from '../books.ts';
import { contactJson, slimContactJson } from '../contacts/json.ts';
import { lineJson } from '../documents/json.ts';
import { bankCreditStatus } from '../settlement/credit.ts';
import { creditSettlementJson } from '../settlement/json.ts';
import { remainingCredit } from '../settlement/record.ts';

/** A prepayment or overpayment: the bank transaction that made it, seen as money that can still be set against documents. */
export function creditJson(
  books: Books,
  credit: BankTransaction,
  isListed: boolean,
  withLines: boolean,
  places: UnitPlaces,
) {
  const contact = books.contacts.require(credit.contactId);
  return {
    ...(credit.type.endsWith('PREPAYMENT') ? { PrepaymentID: credit.id } : { OverpaymentID: credit.id }),
    ID: credit.id,
    Type: credit.type,
    CurrencyRate: credit.currencyRate,
    RemainingCredit: remainingCredit(credit),
    ...creditSettlementJson(books, credit.id),
    HasAttachments: credit.hasAttachments,
    Contact: isListed ? slimContactJson(contact) : contactJson(books, contact),
    DateString: dateString(credit.date),
    Date: msCalendarDate(credit.date),
    Status: bankCreditStatus(credit),
    LineAmountTypes: credit.lineAmountTypes,
    LineItems: withLines ? credit.lines.map((line) => lineJson(books, line, places)) : [],
    SubTotal: credit.subTotal,
    TotalTax: credit.totalTax,
    Total: credit.total,
    UpdatedDateUTC: msDate(credit.updatedAt),
    UpdatedDateUTCString: `${instantString(credit.updatedAt)}Z`,
    CurrencyCode: credit.currencyCode,
    ...(credit.reference && { Reference: credit.reference }),
  };
}
