import type { LedgerProduct } from '#lib/ledger/ledger.ts';
import { tableMirror } from './mirror.ts';

export const products = tableMirror(
  {
    name: 'Product',
    key: 'ledgerId',
    hasId: true,
    columns: {
      ledgerId: 'text',
      code: 'text',
      name: 'text',
      description: 'text',
      purchaseAccountCode: 'text',
      purchaseTaxType: 'text',
      purchaseUnitAmount: 'numeric',
      saleAccountCode: 'text',
      saleTaxType: 'text',
      saleUnitAmount: 'numeric',
      isSold: 'boolean',
      isPurchased: 'boolean',
      isArchived: 'boolean',
      ledgerUpdatedAt: 'timestamptz',
    },
    silent: ['ledgerUpdatedAt'],
  },
  (product: LedgerProduct) => ({ ...product, isArchived: false }),
);
