import type { LedgerAccount } from '#lib/ledger/ledger.ts';
import { tableMirror } from './mirror.ts';

export const accounts = tableMirror<LedgerAccount, LedgerAccount>(
  {
    name: 'Account',
    key: 'ledgerId',
    hasId: true,
    columns: {
      ledgerId: 'text',
      code: 'text',
      name: 'text',
      type: 'text',
      class: 'text',
      taxType: 'text',
      description: 'text',
      systemAccount: 'text',
      enablesPayments: 'boolean',
      showsInExpenseClaims: 'boolean',
      bankAccountNumber: 'text',
      currencyCode: 'text',
      isArchived: 'boolean',
      ledgerUpdatedAt: 'timestamptz',
    },
    silent: ['ledgerUpdatedAt'],
  },
  (account) => account,
);
