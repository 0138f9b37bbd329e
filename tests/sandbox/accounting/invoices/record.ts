import { add } from '../documents/amounts.ts';
import type { AccountingDocument } from '../documents/record.ts';

export type InvoiceType = 'ACCPAY' | 'ACCREC';
export const INVOICE_TYPES: readonly InvoiceType[] = ['ACCPAY', 'ACCREC'];

export type InvoiceStatus = 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | 'PAID' | 'VOIDED' | 'DELETED';
export const INVOICE_STATUSES: readonly InvoiceStatus[] = [
  'DRAFT',
  'SUBMITTED',
  'AUTHORISED',
  'PAID',
  'VOIDED',
  'DELETED',
];

/** A bill (ACCPAY) or a sales invoice (ACCREC). */
export interface Invoice extends AccountingDocument {
  type: InvoiceType;
  status: InvoiceStatus;
  number: string;
  dueDate: string | undefined;
  plannedPaymentDate: string | undefined;
  expectedPaymentDate: string | undefined;
  brandingThemeId: string | undefined;
  sentToContact: boolean;
  totalDiscount: number;
  approvedAt: number | undefined;
  amountPaid: number;
  amountCredited: number;
  fullyPaidOn: string | undefined;
}

/** What remains to be paid. */
export function amountDue(invoice: Invoice): number {
  if (invoice.status === 'VOIDED' || invoice.status === 'DELETED') return 0;
  return add(invoice.total, -invoice.amountPaid, -invoice.amountCredited);
}
