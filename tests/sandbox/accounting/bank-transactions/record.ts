import type { AccountingDocument } from '../documents/record.ts';
import type { CreditSums } from '../settlement/record.ts';

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

/** Money spent from or received into a bank account. It has no draft. Its sums matter where it is a credit. */
export interface BankTransaction extends AccountingDocument, CreditSums {
  type: BankTransactionType;
  status: 'AUTHORISED' | 'DELETED';
  bankAccountId: string;
  isReconciled: boolean;
}

/** The credits that bank transactions make. */
export type BankCreditKind = 'Prepayment' | 'Overpayment';

/** A bank transaction as a credit of this kind, when it is one. */
export function bankCreditOf(
  transaction: BankTransaction | undefined,
  kind: BankCreditKind,
): BankTransaction | undefined {
  return transaction?.type.endsWith(kind.toUpperCase()) ? transaction : undefined;
}

/** Whether money came in. */
export function isReceived({ type }: Pick<BankTransaction, 'type'>): boolean {
  return type.startsWith('RECEIVE');
}
