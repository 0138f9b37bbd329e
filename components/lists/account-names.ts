import type { AccountClass } from '#lib/domain/lists.ts';

export const classNames: Record<AccountClass, string> = {
  ASSET: 'Asset',
  EQUITY: 'Equity',
  EXPENSE: 'Expense',
  LIABILITY: 'Liability',
  REVENUE: 'Revenue',
};

/** Xero's account types as its own pages name them. */
const typeNames: Record<string, string> = {
  BANK: 'Bank',
  CURRENT: 'Current asset',
  CURRLIAB: 'Current liability',
  DEPRECIATN: 'Depreciation',
  DIRECTCOSTS: 'Direct costs',
  EQUITY: 'Equity',
  EXPENSE: 'Expense',
  FIXED: 'Fixed asset',
  INVENTORY: 'Inventory',
  LIABILITY: 'Liability',
  NONCURRENT: 'Non-current asset',
  OTHERINCOME: 'Other income',
  OVERHEADS: 'Overhead',
  PREPAYMENT: 'Prepayment',
  REVENUE: 'Revenue',
  SALES: 'Sales',
  TERMLIAB: 'Non-current liability',
  PAYG: 'PAYG',
  PAYGLIABILITY: 'PAYG liability',
  SUPERANNUATIONEXPENSE: 'Superannuation expense',
  SUPERANNUATIONLIABILITY: 'Superannuation liability',
  WAGESEXPENSE: 'Wages expense',
  WAGESPAYABLELIABILITY: 'Wages payable',
};

/** A type that we do not know is shown as it came. */
export function accountTypeName(type: string): string {
  return typeNames[type] ?? type;
}
