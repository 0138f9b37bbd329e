import type { Entity } from '../../storage/table.ts';

export interface ItemPrice {
  unitPrice: number | undefined;
  accountCode: string | undefined;
  taxType: string | undefined;
  /** What is sold of a stock costs on this account; on the purchase side only. */
  cogsAccountCode: string | undefined;
}

/** A product or service. */
export interface Item extends Entity {
  code: string;
  name: string;
  description: string;
  purchaseDescription: string;
  purchase: ItemPrice | undefined;
  sale: ItemPrice | undefined;
  /** The account of its stock; an item without one has no stock. */
  inventoryAssetAccountCode: string | undefined;
  updatedAt: number;
}
