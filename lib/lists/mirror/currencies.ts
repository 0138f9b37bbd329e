import type { LedgerCurrency } from '#lib/ledger/ledger.ts';
import { tableMirror } from './mirror.ts';

export const currencies = tableMirror(
  {
    name: 'Currency',
    key: 'code',
    hasId: false,
    columns: { code: 'text', description: 'text', isArchived: 'boolean' },
  },
  (currency: LedgerCurrency) => ({ ...currency, isArchived: false }),
);
