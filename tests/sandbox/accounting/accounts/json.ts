import { msDate } from '../api/dates.ts';
import { type Account, classOf } from './record.ts';

export function accountJson(account: Account) {
  const isBank = account.type === 'BANK';
  return {
    AccountID: account.id,
    ...(account.code && { Code: account.code }),
    Name: account.name,
    Status: account.status,
    Type: account.type,
    TaxType: account.taxType,
    ...(account.description && { Description: account.description }),
    Class: classOf(account),
    ...(account.systemAccount && { SystemAccount: account.systemAccount }),
    EnablePaymentsToAccount: account.enablePayments,
    ShowInExpenseClaims: account.showInExpenseClaims,
    ...(isBank && {
      BankAccountNumber: account.bankAccountNumber,
      BankAccountType: account.bankAccountType,
      CurrencyCode: account.currencyCode,
    }),
    ReportingCode: REPORTING_CODES[classOf(account)][0],
    ReportingCodeName: REPORTING_CODES[classOf(account)][1],
    HasAttachments: account.hasAttachments,
    UpdatedDateUTC: msDate(account.updatedAt),
    AddToWatchlist: account.addToWatchlist,
  };
}

/** The report that an account stands in, as far as its class tells. */
export const REPORTING_CODES = {
  ASSET: ['ASS', 'Asset'],
  EQUITY: ['EQU', 'Equity'],
  EXPENSE: ['EXP', 'Expense'],
  LIABILITY: ['LIA', 'Liability'],
  REVENUE: ['REV', 'Revenue'],
} as const;
