import type { Entity } from '../../storage/table.ts';

export type AccountClass = 'ASSET' | 'EQUITY' | 'EXPENSE' | 'LIABILITY' | 'REVENUE';

const CLASS_OF_TYPE = {
  BANK: 'ASSET',
  CURRENT: 'ASSET',
  FIXED: 'ASSET',
  INVENTORY: 'ASSET',
  NONCURRENT: 'ASSET',
  PREPAYMENT: 'ASSET',
  EQUITY: 'EQUITY',
  DEPRECIATN: 'EXPENSE',
  DIRECTCOSTS: 'EXPENSE',
  EXPENSE: 'EXPENSE',
  OVERHEADS: 'EXPENSE',
  CURRLIAB: 'LIABILITY',
  LIABILITY: 'LIABILITY',
  TERMLIAB: 'LIABILITY',
  PAYG: 'LIABILITY',
  OTHERINCOME: 'REVENUE',
  REVENUE: 'REVENUE',
  SALES: 'REVENUE',
} as const satisfies Record<string, AccountClass>;

export type AccountType = keyof typeof CLASS_OF_TYPE;

export const ACCOUNT_TYPES = Object.keys(CLASS_OF_TYPE) as AccountType[];

/** An account of the chart, as an organisation keeps it. */
export interface Account extends Entity {
  code: string;
  name: string;
  type: AccountType;
  taxType: string;
  description: string;
  status: 'ACTIVE' | 'ARCHIVED' | 'DELETED';
  /** Empty for an account that no one but a user made. */
  systemAccount: string;
  enablePayments: boolean;
  showInExpenseClaims: boolean;
  bankAccountNumber: string;
  bankAccountType: string;
  currencyCode: string;
  addToWatchlist: boolean;
  hasAttachments: boolean;
  updatedAt: number;
}

export function classOf(account: Pick<Account, 'type'>): AccountClass {
  return CLASS_OF_TYPE[account.type];
}
