import type { Amount } from '../amount.ts';
import type { CalendarDate } from '../calendar-date.ts';
import type { Coding } from '../coding/coding.ts';
import type { Lists } from '../lists.ts';
import { toAmount } from '../money.ts';
import { accountOf, clean } from './ledger-document.ts';

/** One payment of a posted document, or one refund of a posted credit note, in the ledger's own ids. */
export type LedgerPayment = {
  accountLedgerId: string;
  /** In the document's currency. */
  amount: Amount;
  paidOn: CalendarDate;
  /** Units of the document's currency for one of the base currency; null leaves it to the ledger. */
  exchangeRate: Amount | null;
  reference: string | null;
};

/** A coding's payment, by its id, as the ledger is told of it; null for one that it has no more. Throws as `ledgerDocument`. */
export function ledgerPayment(paymentId: string, coding: Coding, lists: Lists): LedgerPayment | null {
  const payment = coding.payments.find(({ id }) => id === paymentId);
  if (!payment) return null;
  if (payment.amount === null || payment.paidOn === null) throw new RangeError('A payment needs its amount and date');
  return {
    accountLedgerId: accountOf(payment, lists),
    amount: toAmount(payment.amount, lists.rules.amountDigits),
    paidOn: payment.paidOn,
    exchangeRate: coding.exchangeRate,
    reference: clean(coding.reference),
  };
}
