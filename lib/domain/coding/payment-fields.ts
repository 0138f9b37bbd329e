import type { Amount } from '../amount.ts';
import { decimal, sum, toAmount } from '../money.ts';
import type { Coding } from './coding.ts';
import { amount, date, entry, type Fields, type Shown } from './field-kinds.ts';
import type { RowOf } from './rows.ts';

/** Payments that one item may have. */
export const MAX_PAYMENTS = 20;

/** What a payment of the document holds, each field once. Several together pay it in parts. */
export const paymentFields = {
  /** In the item's currency. */
  amount: { label: 'amount', ...amount },
  paidOn: { label: 'date', ...date },
  /** A payment method of the business. */
  paymentMethodId: { label: 'payment method', ...entry('paymentMethods') },
} as const satisfies Fields;

export type CodingPayment = RowOf<typeof paymentFields>;

/** How history tells of a payment: its amount and its day, as far as they are known. */
export function paymentText(payment: CodingPayment, shown: Shown): string {
  const paidOn = paymentFields.paidOn.show(payment.paidOn, shown);
  return `${paymentFields.amount.show(payment.amount, shown) || 'no amount'}${paidOn && ` on ${paidOn}`}`;
}

/** What is left to pay: below zero when too much was; null while the total is not known. */
export function paymentBalance({ total, payments }: Pick<Coding, 'total' | 'payments'>, digits: number): Amount | null {
  if (total === null) return null;
  return toAmount(decimal(total).minus(sum(payments.map((payment) => payment.amount ?? '0'))), digits);
}
