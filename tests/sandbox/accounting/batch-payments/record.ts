import type { Entity } from '../../storage/table.ts';
import type { Books } from '../books.ts';
import { livePayments } from '../settlement/settle.ts';

/** Several bills, or several sales invoices, paid at once. Its payments name it. Never edited, only deleted. */
export interface BatchPayment extends Entity {
  /** For bills, or for sales invoices. */
  type: 'PAYBATCH' | 'RECBATCH';
  accountId: string;
  date: string;
  reference: string;
  /** For New Zealand's bank statements, as the code. */
  particulars: string;
  code: string;
  /** For bank statements elsewhere. */
  details: string;
  /** For the United Kingdom's. */
  narrative: string;
  /** Of the payments as they were made; deletion leaves it. */
  totalAmount: number;
  status: 'AUTHORISED' | 'DELETED';
  updatedAt: number;
}

/** The payments of a batch; one that is deleted has none. */
export function paymentsOf({ payments }: Books, { id }: BatchPayment) {
  return livePayments(payments.find('batch', id));
}

/** A batch is one line of a bank statement, so its payments are reconciled together. */
export function isReconciled(books: Books, batch: BatchPayment): boolean {
  const payments = paymentsOf(books, batch);
  return payments.length > 0 && payments.every((payment) => payment.isReconciled);
}
