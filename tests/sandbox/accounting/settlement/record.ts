import type { Entity } from '../../storage/table.ts';
import { add } from '../documents/amounts.ts';

/** What can be set against invoices, or be paid back. */
export type CreditKind = 'CreditNote' | 'Prepayment' | 'Overpayment';

/** A part of a credit set against an invoice. */
export interface Allocation extends Entity {
  creditKind: CreditKind;
  creditId: string;
  invoiceId: string;
  amount: number;
  date: string;
  isDeleted: boolean;
}

export type PaymentType =
  | 'ACCRECPAYMENT'
  | 'ACCPAYPAYMENT'
  | 'ARCREDITPAYMENT'
  | 'APCREDITPAYMENT'
  | 'ARPREPAYMENTPAYMENT'
  | 'APPREPAYMENTPAYMENT'
  | 'AROVERPAYMENTPAYMENT'
  | 'APOVERPAYMENTPAYMENT';

/** Money paid for an invoice, or back for a credit. Never edited, only deleted. */
export interface Payment extends Entity {
  type: PaymentType;
  /** The one document it is for. */
  documentKind: 'Invoice' | CreditKind;
  documentId: string;
  accountId: string;
  /** The batch that it was made with, and goes with. */
  batchPaymentId: string | undefined;
  date: string;
  /** In the document's currency. */
  amount: number;
  /** In the bank account's currency. */
  bankAmount: number;
  currencyRate: number;
  reference: string;
  details: string;
  /** For New Zealand's and Australia's bank statements. */
  particulars: string;
  bankAccountNumber: string;
  isReconciled: boolean;
  status: 'AUTHORISED' | 'DELETED';
  createdByAppId: string | undefined;
  updatedAt: number;
}

/** The sums of a credit: what was set against invoices, and what was paid back. */
export interface CreditSums {
  amountAllocated: number;
  amountRefunded: number;
}

/** What of a credit can still be allocated or paid back. */
export function remainingCredit(credit: CreditSums & { total: number; status: string }): number {
  if (credit.status === 'VOIDED' || credit.status === 'DELETED') return 0;
  return add(credit.total, -credit.amountAllocated, -credit.amountRefunded);
}

/** Whether a payment brings money in: from a customer, or back from a supplier. */
export function isIncoming({ type }: Pick<Payment, 'type'>): boolean {
  return type === 'ACCRECPAYMENT' || (type.startsWith('AP') && type !== 'ACCPAYPAYMENT');
}
