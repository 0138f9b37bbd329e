import type { AccountingDocument } from '../documents/record.ts';

/** Transfers are made by bank transfers, which have no place here. */
export const BANK_TRANSACTION_TYPES = [
  'SPEND',
  'RECEIVE',
  'SPEND-PREPAYMENT',
  'RECEIVE-PREPAYMENT',
  'SPEND-OVERPAYMENT',
  'RECEIVE-OVERPAYMENT',
] as const;
export type BankTransactionType = (typeof BANK_TRANSACTION_TYPES)[number];

/** Money spent from or received into a bank account. It has no draft. */
export interface BankTransaction extends AccountingDocument {
  type: BankTransactionType;
  status: 'AUTHORISED' | 'DELETED';
  bankAccountId: string;
  isReconciled: boolean;
}

export type CreditKind = 'Prepayment' | 'Overpayment';

/** A bank transaction as a credit of this kind, when it is one. */
export function creditOf(transaction: BankTransaction | undefined, kind: CreditKind): BankTransaction | undefined {
  return transaction?.type.endsWith(kind.toUpperCase()) ? transaction : undefined;
}

/** Whether money came in. */
export function isReceived({ type }: Pick<BankTransaction, 'type'>): boolean {
  return type.startsWith('RECEIVE');
}
