import type { Amount } from './amount.ts';
import type { Coding } from './coding/coding.ts';
import type { Lists, TaxComponent, TaxRate } from './lists.ts';
import { decimal, sum, toAmount } from './money.ts';

/** A part of a tax amount by the name that its rate gives it, such as GST, PST or QST. */
export type TaxPart = { name: string; amount: Amount; isNonRecoverable: boolean };

/** Whether a rate is of several taxes at once, or of one of which nothing is taken back. */
export function isCombined({ components }: Pick<TaxRate, 'components'>): boolean {
  return components.length > 1 || components.some(({ isNonRecoverable }) => isNonRecoverable);
}

/**
 * A tax amount by the components of its rate; together they are that amount, to the smallest unit. `second` is what the
 * document prints of the second of two. Otherwise each is told by its percentage, and what rounding leaves is the first's.
 */
export function taxParts(
  { components }: Pick<TaxRate, 'components'>,
  taxAmount: Amount,
  second: Amount | null,
  digits: number,
): TaxPart[] {
  const weights = components.map((component) => weightOf(component, components));
  const all = sum(weights);
  const others = components.slice(1).map((_, index) => {
    if (second !== null && components.length === 2) return toAmount(second, digits);
    return all.isZero()
      ? toAmount('0', digits)
      : toAmount(
          decimal(taxAmount)
            .times(weights[index + 1] ?? '0')
            .div(all),
          digits,
        );
  });
  const first = toAmount(decimal(taxAmount).minus(sum(others)), digits);
  return components.map(({ name, isNonRecoverable }, index) => ({
    name,
    isNonRecoverable,
    amount: index === 0 ? first : (others[index - 1] ?? first),
  }));
}

/** What of an item's tax is taken back, part by part: lines or the item itself, each tax that its rate is made of. */
export function recoverableTaxes(
  coding: Pick<Coding, 'taxMode' | 'lines' | 'taxRateId' | 'taxAmount' | 'secondTaxAmount'>,
  { taxRates, rules }: Pick<Lists, 'taxRates' | 'rules'>,
): Amount[] {
  if (coding.taxMode === 'NONE') return [];
  const parts = coding.lines.length > 0 ? coding.lines : [coding];
  return parts.flatMap(({ taxRateId, taxAmount, secondTaxAmount }) => {
    const rate = taxRates.get(taxRateId ?? '');
    if (!rate || taxAmount === null) return [];
    if (rate.components.length === 0) return [taxAmount];
    return taxParts(rate, taxAmount, secondTaxAmount, rules.amountDigits).flatMap(({ amount, isNonRecoverable }) =>
      isNonRecoverable ? [] : [amount],
    );
  });
}

/** What a component adds to a net amount of 100; a compound one is charged on the others as well. */
function weightOf({ rate, isCompound }: TaxComponent, components: readonly TaxComponent[]): Amount {
  if (!isCompound) return rate;
  const plain = sum(components.filter((other) => !other.isCompound).map((other) => other.rate));
  return decimal(rate).times(plain.div(100).plus(1)).toFixed();
}

/** What the second tax of these rates is called, such as PST or QST; null where none has two. */
export function secondTaxName(rates: readonly Pick<TaxRate, 'components'>[]): string | null {
  const names = rates.flatMap(({ components }) => (components.length === 2 ? (components[1]?.name ?? []) : []));
  return names.length > 0 ? [...new Set(names)].sort().join(' or ') : null;
}
