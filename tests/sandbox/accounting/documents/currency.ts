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
  const currencyCode = fields.currency('CurrencyCode') ?? existing?.currencyCode ?? baseCurrency;
  if (!call.books.currencies.get(currencyCode)) {
    problems.push(`Organisation is not subscribed to currency ${currencyCode}`);
  }
  return { currencyCode, currencyRate: readRate(call, fields, currencyCode, existing, problems) };
}

/** The rate that is sent, else the one that the document has in this currency, else the day's. The base currency's is 1. */
export function readRate(
  call: ApiCall,
  fields: Fields,
  currencyCode: string,
  existing: { currencyCode: string; currencyRate: number } | undefined,
  problems: string[],
): number {
  const { baseCurrency } = call.organisation;
  if (currencyCode === baseCurrency) return 1;
  const sent = fields.decimal('CurrencyRate');
  if (sent !== undefined && sent < 0) problems.push('The CurrencyRate must be greater than zero');
  const kept = existing?.currencyCode === currencyCode ? existing.currencyRate : undefined;
  return sent || kept || dayRate(currencyCode, baseCurrency);
}

/** Units of a currency for one of the base currency. */
export function dayRate(currency: string, base: string): number {
  return Number(((PER_POUND[currency] ?? 1) / (PER_POUND[base] ?? 1)).toFixed(6));
}
