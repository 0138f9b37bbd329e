import { Decimal } from 'decimal.js';

/** An amount as text, e.g. `"1234.50"`: how money crosses wires and forms. The currency is told beside it. */
export type Amount = string;

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

/** The sum of amounts, with the digits of the finest of them. */
export function sumOf(amounts: readonly Amount[]): Amount {
  return padded(sum(amounts), Math.max(0, ...amounts.map((amount) => amount.split('.')[1]?.length ?? 0)));
}

/** How people read an amount, in every currency with the digits that it is kept with: `1,234.50`. */
export function formatAmount(value: Amount): string {
  const [whole = '0', fraction] = value.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
