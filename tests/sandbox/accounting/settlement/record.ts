import type { Entity } from '../../storage/table.ts';

/** A part of a credit note set against an invoice. */
export interface Allocation extends Entity {
  creditNoteId: string;
  invoiceId: string;
  amount: number;
  date: string;
  isDeleted: boolean;
}

export type PaymentType = 'ACCRECPAYMENT' | 'ACCPAYPAYMENT' | 'ARCREDITPAYMENT' | 'APCREDITPAYMENT';

/** Money paid for an invoice, or back for a credit note. Never edited, only deleted. */
export interface Payment extends Entity {
  type: PaymentType;
  /** The one document it is for. */
  invoiceId: string | undefined;
  creditNoteId: string | undefined;
  accountId: string;
  date: string;
  /** In the document's currency. */
  amount: number;
  /** In the bank account's currency. */
  bankAmount: number;
  currencyRate: number;
  reference: string;
  isReconciled: boolean;
  status: 'AUTHORISED' | 'DELETED';
  createdByAppId: string | undefined;
  updatedAt: number;
}
