import type { AccountClass } from '#lib/domain/lists.ts';

export const classNames: Record<AccountClass, string> = {
  ASSET: 'Asset',
  EQUITY: 'Equity',
  EXPENSE: 'Expense',
  LIABILITY: 'Liability',
  REVENUE: 'Revenue',
};
