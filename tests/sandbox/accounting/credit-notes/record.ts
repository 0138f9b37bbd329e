import type { AccountingDocument } from '../documents/record.ts';
import type { InvoiceStatus } from '../invoices/record.ts';

export type CreditNoteType = 'ACCPAYCREDIT' | 'ACCRECCREDIT';
export const CREDIT_NOTE_TYPES: readonly CreditNoteType[] = ['ACCPAYCREDIT', 'ACCRECCREDIT'];

/** A supplier's credit (ACCPAYCREDIT) or one to a customer (ACCRECCREDIT). Its life is an invoice's. */
export interface CreditNote extends AccountingDocument {
  type: CreditNoteType;
  status: InvoiceStatus;
  number: string;
  dueDate: string | undefined;
  brandingThemeId: string | undefined;
  sentToContact: boolean;
  /** Set against invoices. */
  amountAllocated: number;
  /** Paid back. */
  amountRefunded: number;
  fullyPaidOn: string | undefined;
}

/** What can still be allocated or refunded. */
export function remainingCredit(note: CreditNote): number {
  if (note.status === 'VOIDED' || note.status === 'DELETED') return 0;
  return Math.round((note.total - note.amountAllocated - note.amountRefunded) * 100) / 100;
}
