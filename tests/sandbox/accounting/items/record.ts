import type { Entity } from '../../storage/table.ts';

export interface ItemPrice {
  unitPrice: number | undefined;
  accountCode: string | undefined;
  taxType: string | undefined;
}

/** A product or service. */
export interface Item extends Entity {
  code: string;
  name: string;
  description: string;
  purchaseDescription: string;
  purchase: ItemPrice | undefined;
  sale: ItemPrice | undefined;
  updatedAt: number;
}
