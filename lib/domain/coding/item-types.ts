import type { Workspace } from '../paths.ts';
import type { ItemType } from './coding.ts';

/** What an item of a workspace can be, as people choose it. An expense is money spent without a receipt or an invoice. */
export const itemTypesIn: Record<Workspace, readonly ItemType[]> = {
  COSTS: ['RECEIPT', 'INVOICE', 'CREDIT_NOTE', 'EXPENSE'],
  SALES: ['INVOICE', 'CREDIT_NOTE', 'RECEIPT'],
};
