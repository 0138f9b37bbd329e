import { boolean, guid, instant, type Properties, text } from '../where/properties.ts';
import { REPORTING_CODES } from './json.ts';
import { type Account, classOf } from './record.ts';

/** What can be asked about an account. */
export const ACCOUNT_PROPERTIES: Properties<Account> = {
  AccountID: guid((account) => account.id),
  Code: text((account) => account.code),
  Name: text((account) => account.name),
  Type: text((account) => account.type),
  Status: text((account) => account.status),
  Class: text((account) => classOf(account)),
  TaxType: text((account) => account.taxType),
  Description: text((account) => account.description),
  SystemAccount: text((account) => account.systemAccount || undefined),
  CurrencyCode: text((account) => account.currencyCode || undefined),
  BankAccountNumber: text((account) => account.bankAccountNumber || undefined),
  BankAccountType: text((account) => account.bankAccountType || undefined),
  EnablePaymentsToAccount: boolean((account) => account.enablePayments),
  ShowInExpenseClaims: boolean((account) => account.showInExpenseClaims),
  AddToWatchlist: boolean((account) => account.addToWatchlist),
  HasAttachments: boolean((account) => account.hasAttachments),
  ReportingCode: text((account) => REPORTING_CODES[classOf(account)][0]),
  ReportingCodeName: text((account) => REPORTING_CODES[classOf(account)][1]),
  UpdatedDateUTC: instant((account) => account.updatedAt),
};
