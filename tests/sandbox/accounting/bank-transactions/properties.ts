import { ACCOUNT_PROPERTIES } from '../accounts/properties.ts';
import type { Books } from '../books.ts';
import { documentProperties } from '../documents/properties.ts';
import { bankCreditStatus } from '../settlement/credit.ts';
import { remainingCredit } from '../settlement/record.ts';
import { boolean, decimal, guid, type Properties, text, within } from '../where/properties.ts';
import { type BankCreditKind, type BankTransaction, bankCreditOf } from './record.ts';

/** What can be asked about a bank transaction. */
export function bankTransactionProperties(books: Books): Properties<BankTransaction> {
  return {
    ...documentProperties(books),
    Type: text((one) => one.type),
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
    ...documentProperties(books),
    Type: text((one) => one.type),
    [`${kind}ID`]: guid((credit) => credit.id),
    Status: text(bankCreditStatus),
    RemainingCredit: decimal(remainingCredit),
    AppliedAmount: decimal((credit) => credit.amountAllocated),
    // Those that an invoice made have its number and theme; here bank transactions make all of them.
    InvoiceNumber: text(() => undefined),
    BrandingThemeID: guid(() => undefined),
  };
}
