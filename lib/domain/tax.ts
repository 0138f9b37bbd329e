import type { Account, Lists, TaxRate } from './lists.ts';
import { type Amount, decimal, formatAmount, toAmount } from './money.ts';

/**
 * The tax that ledgers compute inside a gross amount: `total × rate ÷ (100 + rate)`, rounded half up to the currency's
 * smallest unit, line by line.
 */
export function ledgerTax(total: Amount, rate: Pick<TaxRate, 'effectiveRate'>, currency: string): Amount {
  const percent = decimal(rate.effectiveRate);
  return toAmount(decimal(total).times(percent).div(percent.plus(100)), currency);
}

/** What is left of a gross amount without its tax. */
export function netOf(total: Amount, taxAmount: Amount | null, currency: string): Amount {
  return toAmount(decimal(total).minus(taxAmount ?? '0'), currency);
}

/** Whether a line of this account may carry the rate: ledgers tie each rate to classes of accounts. */
export function mayCarry(account: Pick<Account, 'class'>, rate: Pick<TaxRate, 'canApplyTo'>): boolean {
  return rate.canApplyTo[account.class];
}

/** The rate that the account has in the books, when it may be used. */
export function defaultRateOf(account: Account | null | undefined, lists: Pick<Lists, 'taxRates'>): TaxRate | null {
  if (!account?.taxType) return null;
  for (const rate of lists.taxRates.values()) {
    if (rate.taxType === account.taxType) return !rate.isArchived && mayCarry(account, rate) ? rate : null;
  }
  return null;
}

/** The percentage as people read it: `20%`, `12.5%`. */
export function formatRate(rate: Pick<TaxRate, 'effectiveRate'>): string {
  return `${decimal(rate.effectiveRate).toString()}%`;
}

/** The rate's name, with its percentage unless the name tells it already. */
export function rateLabel(rate: Pick<TaxRate, 'name' | 'effectiveRate'>): string {
  return rate.name.includes(formatRate(rate)) ? rate.name : `${rate.name} (${formatRate(rate)})`;
}

/** In one sentence, where a tax amount comes from; null while there is none or no rate to compare it with. */
export function explainTax(
  amounts: { total: Amount | null; taxAmount: Amount | null },
  rate: Pick<TaxRate, 'effectiveRate'> | null | undefined,
  currency: string,
): { text: string; isOverridden: boolean; byRate: Amount } | null {
  if (amounts.total === null || !rate) return null;
  const byRate = ledgerTax(amounts.total, rate, currency);
  const isOverridden = amounts.taxAmount !== null && !decimal(amounts.taxAmount).equals(byRate);
  const text = isOverridden
    ? `Entered by hand. ${formatRate(rate)} of this total would be ${formatAmount(byRate, currency)}.`
    : `Calculated: ${formatRate(rate)} included in the total.`;
  return { text, isOverridden, byRate };
}
