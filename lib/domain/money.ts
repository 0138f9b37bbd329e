import { Decimal } from 'decimal.js';

/** An amount as text, e.g. `"1234.50"`: how money crosses wires and forms. The currency is told beside it. */
export type Amount = string;

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** A decimal that never was a binary float. Throws on text that is no number. */
export function decimal(value: Amount | Decimal): Decimal {
  return new Exact(value);
}

/** Currencies whose smallest unit is not a hundredth (ISO 4217). */
const MINOR_DIGITS: Record<string, number> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Digits after the point in the currency's amounts. */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2;
}

/** Rounded half up to the currency's smallest unit, away from zero for negatives, as ledgers round. */
export function roundMoney(value: Amount | Decimal, currency: string): Decimal {
  return decimal(value).toDecimalPlaces(minorDigits(currency), Decimal.ROUND_HALF_UP);
}

/** With exactly the currency's digits: `"12.50"`, `"-0.05"`, `"1200"` for JPY. */
export function toAmount(value: Amount | Decimal, currency: string): Amount {
  const fixed = roundMoney(value, currency).toFixed(minorDigits(currency));
  return /^-0(\.0*)?$/.test(fixed) ? fixed.slice(1) : fixed;
}

export function sum(values: Iterable<Amount | Decimal>): Decimal {
  let total = decimal('0');
  for (const value of values) total = total.plus(value);
  return total;
}

/** How people read it: `1,234.50`. */
export function formatAmount(value: Amount | Decimal, currency: string): string {
  const [whole = '0', fraction] = toAmount(value, currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction ? `${grouped}.${fraction}` : grouped;
}
