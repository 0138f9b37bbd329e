import { amount, date, entry, type Fields, type Shown } from './field-kinds.ts';
import type { RowOf } from './rows.ts';

/** Payments that one item may have. */
export const MAX_PAYMENTS = 20;

/** What a payment of the document holds, each field once. Several together pay it in parts. */
export const paymentFields = {
  /** In the item's currency. */
  amount: { label: 'amount', ...amount },
  paidOn: { label: 'date', ...date },
  /** A bank account, or another account that payments may be made from. */
  paymentMethodId: { label: 'payment method', ...entry('paymentMethods') },
} as const satisfies Fields;

export type CodingPayment = RowOf<typeof paymentFields>;

/** How history tells of a payment: its amount and its day, as far as they are known. */
export function paymentText(payment: CodingPayment, shown: Shown): string {
  const paidOn = paymentFields.paidOn.show(payment.paidOn, shown);
  return `${paymentFields.amount.show(payment.amount, shown) || 'no amount'}${paidOn && ` on ${paidOn}`}`;
}
