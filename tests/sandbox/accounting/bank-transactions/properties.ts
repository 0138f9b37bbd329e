import { ACCOUNT_PROPERTIES } from '../accounts/properties.ts';
import type { Books } from '../books.ts';
import { CONTACT_PROPERTIES } from '../contacts/properties.ts';
import { bankCreditStatus } from '../settlement/credit.ts';
import { remainingCredit } from '../settlement/record.ts';
import { boolean, date, decimal, guid, instant, type Properties, text, within } from '../where/properties.ts';
import { type BankCreditKind, type BankTransaction, bankCreditOf } from './record.ts';

/** What can be asked about a bank transaction. */
export function bankTransactionProperties(books: Books): Properties<BankTransaction> {
  return {
    ...shared(books),
    BankTransactionID: guid((one) => one.id),
    PrepaymentID: guid((one) => bankCreditOf(one, 'Prepayment')?.id),
    OverpaymentID: guid((one) => bankCreditOf(one, 'Overpayment')?.id),
    Status: text((one) => one.status),
    IsReconciled: boolean((one) => one.isReconciled),
    Url: text((one) => one.url),
    ...within('BankAccount', ACCOUNT_PROPERTIES, (one) => books.accounts.require(one.bankAccountId)),
  };
}

/** What can be asked about a prepayment or overpayment. */
export function bankCreditProperties(books: Books, kind: BankCreditKind): Properties<BankTransaction> {
  return {
    ...shared(books),
    [`${kind}ID`]: guid((credit) => credit.id),
    Status: text(bankCreditStatus),
    RemainingCredit: decimal(remainingCredit),
    AppliedAmount: decimal((credit) => credit.amountAllocated),
    // Those that an invoice made have its number and theme; here bank transactions make all of them.
    InvoiceNumber: text(() => undefined),
    BrandingThemeID: guid(() => undefined),
  };
}

function shared(books: Books): Properties<BankTransaction> {
  return {
    Type: text((one) => one.type),
    Reference: text((one) => one.reference),
    LineAmountTypes: text((one) => one.lineAmountTypes),
    Date: date((one) => one.date),
    SubTotal: decimal((one) => one.subTotal),
    TotalTax: decimal((one) => one.totalTax),
    Total: decimal((one) => one.total),
    CurrencyCode: text((one) => one.currencyCode),
    CurrencyRate: decimal((one) => one.currencyRate),
    HasAttachments: boolean((one) => one.hasAttachments),
    UpdatedDateUTC: instant((one) => one.updatedAt),
    ...within('Contact', CONTACT_PROPERTIES, (one) => books.contacts.require(one.contactId)),
  };
}
