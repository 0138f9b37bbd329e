import type { Amount } from './amount.ts';
import { writeMoney } from './currency-units.ts';
import type { Account, Lists, TaxRate } from './lists.ts';
import { decimal, sum, toAmount } from './money.ts';
import { numberFormNames, type WrittenForm, writeNumber } from './number-form.ts';
import type { Workspace } from './paths.ts';

/** Whether a document's prices include tax, have it added, or know none. */
export type TaxMode = 'INCLUSIVE' | 'EXCLUSIVE' | 'NONE';

/**
 * The tax that ledgers compute inside a gross amount: `total × rate ÷ (100 + rate)`, rounded half up to the digits that the
 * books keep, line by line.
 */
export function ledgerTax(total: Amount, rate: Pick<TaxRate, 'effectiveRate'>, digits: number): Amount {
  const percent = decimal(rate.effectiveRate);
  return toAmount(decimal(total).times(percent).div(percent.plus(100)), digits);
}

/** The tax that ledgers add to a net amount: `net × rate ÷ 100`, rounded half up, line by line. */
export function taxOnNet(net: Amount, rate: Pick<TaxRate, 'effectiveRate'>, digits: number): Amount {
  return toAmount(decimal(net).times(rate.effectiveRate).div(100), digits);
}

/**
 * The tax that the ledger computes for an amount and its tax as they are sent in a mode: inside the gross amount, on the
 * net one, or none. What `taxOnNet` adds to a net amount is always what `ledgerTax` finds in the sum of both, to the
 * smallest unit, but not the other way round: a total typed in exclusive mode may hold a tax that has to be told.
 */
export function taxByLedger(
  { total, taxAmount }: { total: Amount; taxAmount: Amount | null },
  rate: Pick<TaxRate, 'effectiveRate'> | null | undefined,
  taxMode: TaxMode,
  digits: number,
): Amount {
  if (taxMode === 'NONE' || !rate) return toAmount('0', digits);
  if (taxMode === 'INCLUSIVE') return ledgerTax(total, rate, digits);
  return taxOnNet(netOf(total, taxAmount, digits), rate, digits);
}

/** What is left of a gross amount without its tax. */
export function netOf(total: Amount, taxAmount: Amount | null, digits: number): Amount {
  return toAmount(decimal(total).minus(taxAmount ?? '0'), digits);
}

/** Whether a line of this account may carry the rate: ledgers tie each rate to classes of accounts. */
export function mayCarry(account: Pick<Account, 'class'>, rate: Pick<TaxRate, 'canApplyTo'>): boolean {
  return rate.canApplyTo[account.class];
}

/** Whether the rate is one of the workspace's side of the books: of what is spent, or of what is earned. */
export function fitsWorkspace({ canApplyTo }: Pick<TaxRate, 'canApplyTo'>, workspace: Workspace): boolean {
  return workspace === 'COSTS' ? canApplyTo.EXPENSE : canApplyTo.REVENUE;
}

/** The percentage that the rate stands for: of a reverse charge that of its components, although none of it is charged. */
export function nominalRate({ components, effectiveRate }: Pick<TaxRate, 'components' | 'effectiveRate'>): Amount {
  const parts = sum(components.map(({ rate }) => rate));
  return parts.isZero() ? effectiveRate : parts.toFixed();
}

/**
 * What a line of this account could carry in place of a rate that it may not carry or that is gone: the one of the same
 * percentage, where only one is, and the account's own.
 */
export function ratesInstead(
  rate: TaxRate | null | undefined,
  account: Account | null | undefined,
  lists: Pick<Lists, 'taxRates'>,
): TaxRate[] {
  const own = defaultRateOf(account, lists);
  if (!rate || !account) return own ? [own] : [];
  const isLike = (other: TaxRate) =>
    decimal(other.effectiveRate).equals(rate.effectiveRate) && decimal(nominalRate(other)).equals(nominalRate(rate));
  const alike = [...lists.taxRates.values()].filter(
    (other) => other.id !== rate.id && !other.isArchived && mayCarry(account, other) && isLike(other),
  );
  const [only] = alike;
  const equal = own && alike.includes(own) ? own : alike.length === 1 ? only : undefined;
  return [...new Set([equal, own].filter((each) => each !== undefined && each !== null))];
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
export function formatRate(rate: Pick<TaxRate, 'effectiveRate'>, numbers: WrittenForm): string {
  return `${writeNumber(decimal(rate.effectiveRate).toFixed(), numbers)}%`;
}

/** The rate's name, with its percentage unless the name tells it already. */
export function rateLabel(rate: Pick<TaxRate, 'name' | 'effectiveRate'>, numbers: WrittenForm): string {
  return isRateNamed(rate) ? rate.name : `${rate.name} (${formatRate(rate, numbers)})`;
}

/** Whether the name tells the percentage, in whichever form whoever named it writes numbers. */
export function isRateNamed(rate: Pick<TaxRate, 'name' | 'effectiveRate'>): boolean {
  return numberFormNames.some((form) => rate.name.includes(formatRate(rate, form)));
}

/** In one sentence, where a tax amount comes from; null while there is none or no rate to compare it with. */
export function explainTax(
  amounts: { total: Amount | null; taxAmount: Amount | null; taxMode: TaxMode; currency?: string | null },
  rate: Pick<TaxRate, 'effectiveRate'> | null | undefined,
  digits: number,
  numbers: WrittenForm,
): { text: string; isOverridden: boolean; byRate: Amount } | null {
  if (amounts.total === null || !rate || amounts.taxMode === 'NONE') return null;
  const byRate = ledgerTax(amounts.total, rate, digits);
  const isOverridden = amounts.taxAmount !== null && !decimal(amounts.taxAmount).equals(byRate);
  const text = isOverridden
    ? `Entered by hand. ${formatRate(rate, numbers)} of this total would be ${writeMoney(byRate, amounts.currency ?? '', numbers)}.`
    : `Calculated: ${formatRate(rate, numbers)} ${amounts.taxMode === 'INCLUSIVE' ? 'included in the total' : 'added to the net amount'}.`;
  return { text, isOverridden, byRate };
}
