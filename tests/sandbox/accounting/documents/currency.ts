import type { ApiCall } from '../api/context.ts';
import type { Fields } from '../api/reading.ts';

/** Rates of one day, units of the currency for one pound; they stand in for XE's, which Xero takes by default. */
const PER_POUND: Record<string, number> = {
  GBP: 1,
  USD: 1.27,
  EUR: 1.17,
  AUD: 1.93,
  NZD: 2.12,
  CAD: 1.74,
  SGD: 1.7,
  JPY: 191,
  CHF: 1.13,
  SEK: 13.2,
  ZAR: 23.4,
  HKD: 9.9,
};

/** A document's currency and its rate to the base currency (units of it for one of the base). */
export function readCurrency(
  call: ApiCall,
  fields: Fields,
  existing: { currencyCode: string; currencyRate: number } | undefined,
  problems: string[],
): { currencyCode: string; currencyRate: number } {
  const { baseCurrency } = call.organisation;
  const currencyCode = fields.text('CurrencyCode')?.toUpperCase() || existing?.currencyCode || baseCurrency;
  if (!call.books.currencies.get(currencyCode)) {
    problems.push(`Organisation is not subscribed to currency ${currencyCode}`);
  }
  if (currencyCode === baseCurrency) return { currencyCode, currencyRate: 1 };
  const isSame = existing?.currencyCode === currencyCode;
  const currencyRate =
    fields.decimal('CurrencyRate') || (isSame ? existing.currencyRate : dayRate(currencyCode, baseCurrency));
  return { currencyCode, currencyRate };
}

/** Units of a currency for one of the base currency. */
export function dayRate(currency: string, base: string): number {
  return Number(((PER_POUND[currency] ?? 1) / (PER_POUND[base] ?? 1)).toFixed(6));
}
