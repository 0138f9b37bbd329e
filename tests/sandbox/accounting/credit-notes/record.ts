import type { AccountingDocument } from '../documents/record.ts';
import type { InvoiceStatus } from '../invoices/record.ts';
import type { CreditSums } from '../settlement/record.ts';

export type CreditNoteType = 'ACCPAYCREDIT' | 'ACCRECCREDIT';
export const CREDIT_NOTE_TYPES: readonly CreditNoteType[] = ['ACCPAYCREDIT', 'ACCRECCREDIT'];

/** A supplier's credit (ACCPAYCREDIT) or one to a customer (ACCRECCREDIT). Its life is an invoice's. */
export interface CreditNote extends AccountingDocument, CreditSums {
  type: CreditNoteType;
  status: InvoiceStatus;
  number: string;
  dueDate: string | undefined;
  brandingThemeId: string | undefined;
  sentToContact: boolean;
  fullyPaidOn: string | undefined;
}
