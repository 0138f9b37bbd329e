import type { Amount } from '../amount.ts';
import type { Coding, CodingLine } from '../coding/coding.ts';
import { changeLine, emptyLine, itemTax, type Pricing, sumLines } from '../coding/line-items.ts';
import { decimal, roundMoney, sum, toAmount } from '../money.ts';
import type { SplitPart, SplitShares } from './rule.ts';

/**
 * The amounts of a split of a total, in the order of its parts, and what is left beside them. Fixed amounts are taken
 * first; percentages are of what those leave, each rounded down, and when they are a hundred together, the cents that
 * rounding left go to the part that the rule names. Null where the fixed amounts are more than the total, or there is none.
 */
export function splitAmounts(
  total: Amount | null,
  { parts, restTo }: SplitShares,
  digits: number,
): { amounts: Amount[]; rest: Amount } | null {
  if (total === null || decimal(total).lte(0)) return null;
  const fixed = sum(parts.flatMap(({ kind, value }) => (kind === 'AMOUNT' ? [value] : [])));
  const left = decimal(total).minus(fixed);
  if (left.isNegative()) return null;
  const percents = sum(parts.flatMap(({ kind, value }) => (kind === 'PERCENT' ? [value] : [])));
  const amounts = parts.map(({ kind, value }) =>
    kind === 'AMOUNT' ? toAmount(value, digits) : downTo(left.times(value).div(100).toFixed(), digits),
  );
  const rest = decimal(total).minus(sum(amounts));
  if (!percents.equals(100)) return { amounts, rest: toAmount(rest, digits) };
  const taker = amounts[restTo] === undefined ? amounts.length - 1 : restTo;
  const whole = amounts.map((amount, index) =>
    index === taker ? toAmount(decimal(amount).plus(rest), digits) : amount,
  );
  return { amounts: whole, rest: toAmount('0', digits) };
}

/** Of what is zero or more. */
function downTo(value: Amount, digits: number): Amount {
  const rounded = roundMoney(value, digits);
  return toAmount(rounded.gt(decimal(value)) ? rounded.minus(decimal('1').div(10 ** digits)) : rounded, digits);
}

/**
 * The lines that a split makes of an item. What a part does not name, its line has of the item; what the parts leave of the
 * total is a line of its own, coded as the item. Where the lines together have a cent or so of tax more or less than the
 * document, and are all taxed at one rate, it goes to the part that takes the rest, so that what is published is what is
 * printed. `ids` are those of lines that a split made before. Null where the total cannot be split so.
 */
export function splitLines(
  coding: Coding,
  split: SplitShares,
  { ids, newId, pricing }: { ids: readonly string[]; newId: () => string; pricing: Pricing },
): CodingLine[] | null {
  const divided = splitAmounts(coding.total, split, pricing.digits);
  if (!divided) return null;
  const { amounts, rest } = divided;
  const parts: { part: Partial<SplitPart>; amount: Amount }[] = split.parts.map((part, index) => ({
    part,
    amount: amounts[index] ?? '0',
  }));
  if (!decimal(rest).isZero()) parts.push({ part: { description: 'Remaining balance' }, amount: rest });
  const lines = parts.map(({ part, amount }, index) =>
    changeLine(
      {
        ...emptyLine(ids[index] ?? newId()),
        description: part.description ?? coding.description,
        accountId: part.accountId ?? coding.accountId,
        taxRateId: part.taxRateId ?? coding.taxRateId,
        tracking1OptionId: part.tracking1OptionId ?? coding.tracking1OptionId,
        tracking2OptionId: part.tracking2OptionId ?? coding.tracking2OptionId,
        rebillableContactId: part.rebillableContactId ?? null,
      },
      { total: amount },
      pricing,
    ),
  );
  return withTaxOfItem(coding, lines, split.restTo, pricing);
}

function withTaxOfItem(coding: Coding, lines: CodingLine[], restTo: number, pricing: Pricing): CodingLine[] {
  const { digits, taxMode } = pricing;
  const tax = itemTax({ ...coding, lines: [] }, digits);
  const isOneRate = lines.every(({ taxRateId }) => taxRateId !== null && taxRateId === coding.taxRateId);
  if (tax === null || taxMode === 'NONE' || !isOneRate) return lines;
  const missing = decimal(tax).minus(sumLines(lines, digits).taxAmount);
  const cents = missing.abs().times(10 ** digits);
  const line = lines[restTo];
  if (missing.isZero() || cents.gt(lines.length) || !line) return lines;
  const taxAmount = toAmount(decimal(line.taxAmount ?? '0').plus(missing), digits);
  return lines.with(restTo, changeLine(line, { total: line.total, taxAmount }, pricing));
}
