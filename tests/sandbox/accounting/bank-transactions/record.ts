import type { AccountingDocument } from '../documents/record.ts';

/** Prepayments, overpayments and transfers are made elsewhere and have no place here yet. */
export const BANK_TRANSACTION_TYPES = ['SPEND', 'RECEIVE'] as const;
export type BankTransactionType = (typeof BANK_TRANSACTION_TYPES)[number];

/** Money spent from or received into a bank account. It has no draft. */
export interface BankTransaction extends AccountingDocument {
  type: BankTransactionType;
  status: 'AUTHORISED' | 'DELETED';
  bankAccountId: string;
  isReconciled: boolean;
}
