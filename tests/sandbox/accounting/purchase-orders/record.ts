import type { AccountingDocument } from '../documents/record.ts';

export const PURCHASE_ORDER_STATUSES = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'BILLED', 'DELETED'] as const;
export type PurchaseOrderStatus = (typeof PURCHASE_ORDER_STATUSES)[number];

/** What is ordered of a supplier. It owes nothing and is in no ledger: a bill follows it. */
export interface PurchaseOrder extends AccountingDocument {
  status: PurchaseOrderStatus;
  number: string;
  deliveryDate: string | undefined;
  expectedArrivalDate: string | undefined;
  deliveryAddress: string;
  attentionTo: string;
  telephone: string;
  deliveryInstructions: string;
  brandingThemeId: string | undefined;
  sentToContact: boolean;
  totalDiscount: number;
}
