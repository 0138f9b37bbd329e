import type { AccountClass } from '#lib/domain/lists.ts';

export const classNames: Record<AccountClass, string> = {
  ASSET: 'Asset',
  EQUITY: 'Equity',
  EXPENSE: 'Expense',
  LIABILITY: 'Liability',
  REVENUE: 'Revenue',
};

export const pluralClassNames: Record<AccountClass, string> = {
  ASSET: 'Assets',
  EQUITY: 'Equity',
  EXPENSE: 'Expenses',
  LIABILITY: 'Liabilities',
  REVENUE: 'Revenue',
};

/** Costs are mostly coded to expenses, so these stand first. */
export const accountClasses = ['EXPENSE', 'ASSET', 'LIABILITY', 'EQUITY', 'REVENUE'] as const satisfies AccountClass[];
