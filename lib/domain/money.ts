import { Decimal } from 'decimal.js';

/** An amount as text, e.g. `"1234.50"`: how money crosses wires and forms. The currency is told beside it. */
export type Amount = string;

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** A decimal that never was a binary float. Throws on text that is no number. */
export function decimal(value: Amount | Decimal): Decimal {
  return new Exact(value);
}

/**
 * Digits after the point that an amount of the currency is kept and rounded with. Books keep two in every currency, so
 * tax in yen has hundredths there, and dinars lose their thousandths: what `LedgerRules.amountDigits` says of each ledger,
 * and readiness holds amounts to. For currencies without a smaller unit that is unsettled; here it would be told.
 */
export function amountDigits(_currency: string): number {
  return 2;
}

/** Currencies without a smaller unit (ISO 4217): their whole amounts are read without decimals. */
const WITHOUT_MINOR_UNIT = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));

/** Rounded half up to what the books keep, away from zero for negatives, as ledgers round. */
export function roundMoney(value: Amount | Decimal, currency: string): Decimal {
  return decimal(value).toDecimalPlaces(amountDigits(currency), Decimal.ROUND_HALF_UP);
}

/** With exactly the digits that the books keep: `"12.50"`, `"-0.05"`, `"1200.00"` for yen too. */
export function toAmount(value: Amount | Decimal, currency: string): Amount {
  const fixed = roundMoney(value, currency).toFixed(amountDigits(currency));
  return /^-0(\.0*)?$/.test(fixed) ? fixed.slice(1) : fixed;
}

/** Whether it has more digits after the point than the books would keep. */
export function isFinerThan(value: Amount, digits: number): boolean {
  return decimal(value).decimalPlaces() > digits;
}

export function sum(values: Iterable<Amount | Decimal>): Decimal {
  let total = decimal('0');
  for (const value of values) total = total.plus(value);
  return total;
}

/** How people read it: `1,234.50`, and `1,234` for whole yen. */
export function formatAmount(value: Amount | Decimal, currency: string): string {
  const [whole = '0', fraction = ''] = toAmount(value, currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const isWhole = WITHOUT_MINOR_UNIT.has(currency) && /^0*$/.test(fraction);
  return isWhole ? grouped : `${grouped}.${fraction}`;
}
