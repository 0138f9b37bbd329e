import { Decimal } from 'decimal.js';
import type { Amount } from './amount.ts';

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** A decimal that never was a binary float. Throws on text that is no number. */
export function decimal(value: Amount | Decimal): Decimal {
  return new Exact(value);
}

/**
 * Rounded half up to `digits` after the point, away from zero for negatives, as ledgers round. How many digits the books
 * keep, in every currency, is for the ledger to say: `LedgerRules.amountDigits`.
 */
export function roundMoney(value: Amount | Decimal, digits: number): Decimal {
  return decimal(value).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP);
}

/** Rounded, with exactly so many digits: of two `"12.50"`, `"-0.05"`, `"1200.00"`. */
export function toAmount(value: Amount | Decimal, digits: number): Amount {
  return unsignedZero(roundMoney(value, digits).toFixed(digits));
}

/** With at least so many digits, and all that the value has: nothing is hidden by rounding. */
export function padded(value: Amount | Decimal, digits: number): Amount {
  const exact = decimal(value);
  return unsignedZero(exact.toFixed(Math.max(digits, exact.decimalPlaces())));
}

const unsignedZero = (fixed: string) => (/^-0(\.0*)?$/.test(fixed) ? fixed.slice(1) : fixed);

/** Whether it has more digits after the point than the books would keep. */
export function isFinerThan(value: Amount, digits: number): boolean {
  return decimal(value).decimalPlaces() > digits;
}

export function sum(values: Iterable<Amount | Decimal>): Decimal {
  let total = decimal('0');
  for (const value of values) total = total.plus(value);
  return total;
}
