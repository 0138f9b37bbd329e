import type { Amount } from './amount.ts';
import { type WrittenForm, writeNumber } from './number-form.ts';

const digits = new Map<string, number>();

/** How many digits after the point the currency itself has: none of yen, two of pounds. Two where that is not known. */
export function digitsOf(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const found = read(currency);
  digits.set(currency, found);
  return found;
}

function read(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/**
 * An amount as it is written in its currency: where that has no smaller unit, without a fraction of nothing. One that has
 * a fraction all the same, such as a tax that the books calculate to the hundredth, keeps it: nothing is hidden.
 */
export function inUnits(amount: Amount, currency: string): Amount {
  return digitsOf(currency) === 0 ? amount.replace(/\.0+$/, '') : amount;
}

/** The same in somebody's form. */
export const writeMoney = (amount: Amount, currency: string, form: WrittenForm): string =>
  writeNumber(inUnits(amount, currency), form);
