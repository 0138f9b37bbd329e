import type { LedgerTaxRate } from '#lib/ledger/ledger.ts';
import { tableMirror } from './mirror.ts';

export const taxRates = tableMirror(
  {
    name: 'TaxRate',
    key: 'taxType',
    hasId: true,
    columns: {
      taxType: 'text',
      name: 'text',
      effectiveRate: 'numeric',
      components: 'jsonb',
      canApplyToAssets: 'boolean',
      canApplyToEquity: 'boolean',
      canApplyToExpenses: 'boolean',
      canApplyToLiabilities: 'boolean',
      canApplyToRevenue: 'boolean',
      reportTaxType: 'text',
      isArchived: 'boolean',
    },
  },
  ({ canApplyTo, ...rate }: LedgerTaxRate) => ({
    ...rate,
    canApplyToAssets: canApplyTo.ASSET,
    canApplyToEquity: canApplyTo.EQUITY,
    canApplyToExpenses: canApplyTo.EXPENSE,
    canApplyToLiabilities: canApplyTo.LIABILITY,
    canApplyToRevenue: canApplyTo.REVENUE,
  }),
);
