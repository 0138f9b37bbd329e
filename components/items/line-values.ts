import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { changeLine, multiplied, type Pricing } from '#lib/domain/coding/line-items.ts';
import { decimal, toAmount } from '#lib/domain/money.ts';
import { netOf, taxOnNet } from '#lib/domain/tax.ts';
import type { LineColumnName } from './line-columns.ts';

/** Values for a line: plain amounts, and ids of entries. */
export type LineValues = { [name in LineColumnName]?: string | null };

/**
 * A line with pasted values in it, and what follows from them. What a document says of an amount stands: a price that
 * does not multiply to it gives way. Of net, tax and gross any two give the third.
 */
export function withValues(line: CodingLine, { secondTaxAmount, ...values }: LineValues, pricing: Pricing): CodingLine {
  const next = withAmounts(line, values, pricing);
  // Told with a tax, it is a part of that one.
  return secondTaxAmount === undefined ? next : { ...next, secondTaxAmount };
}

function withAmounts(line: CodingLine, values: LineValues, pricing: Pricing): CodingLine {
  const { net, taxAmount, total, quantity, unitAmount, ...entries } = values;
  const { taxMode, digits } = pricing;
  let next = changeLine(line, entries, pricing);
  if (quantity) next = changeLine(next, { quantity }, pricing);
  if (unitAmount !== undefined) next = changeLine(next, { unitAmount }, pricing);

  const tax = taxMode === 'NONE' ? undefined : taxAmount;
  const rate = next.taxRateId === null ? undefined : pricing.rates.get(next.taxRateId);
  const added = (amount: string) => tax ?? (rate && taxMode !== 'NONE' ? taxOnNet(amount, rate, digits) : '0');
  const gross = total ?? (net ? toAmount(decimal(net).plus(added(net)), digits) : undefined);
  const isEmptied = gross === undefined && (total === null || net === null) && unitAmount === undefined;
  if (isEmptied) return changeLine(next, { total: null }, pricing);
  if (gross === undefined) return tax === undefined ? next : changeLine(next, { taxAmount: tax }, pricing);
  const told = tax ?? (total && net && taxMode !== 'NONE' ? netOf(total, net, digits) : undefined);
  const priced = taxMode === 'EXCLUSIVE' ? (net ?? (told ? netOf(gross, told, digits) : null)) : gross;
  const isMultipliedSo =
    priced !== null && multiplied(next, digits) !== null && isEqual(multiplied(next, digits), priced);
  // The price that was pasted stays where it says the same.
  const kept = isMultipliedSo ? next.unitAmount : undefined;
  next = changeLine(next, { total: gross, ...(told !== undefined && { taxAmount: told }) }, pricing);
  return kept === undefined ? next : { ...next, unitAmount: kept };
}

const isEqual = (one: string | null, other: string) => one !== null && decimal(one).equals(other);
