import type { Amount } from '../amount.ts';
import { decimal, isFinerThan, roundMoney, sum, toAmount } from '../money.ts';
import { failure, ok, type Result } from '../result.ts';
import type { Coding, CodingLine } from './coding.ts';
import { outBy, pricedAmount } from './line-items.ts';
import type { CodingPayment } from './payment-fields.ts';

/** Items that one may become. */
export const MAX_SPLIT = 20;

/** What the new items get of an item; what they leave stays with the item. */
export type AmountSplit =
  | { by: 'amount'; amounts: Amount[] }
  | { by: 'percent'; percents: string[] }
  /** Lines by their ids. */
  | { by: 'lines'; lineIds: string[][] };

/** What changes of the item, and what is otherwise of each new one, which is coded as the item for the rest. */
export type SplitCoding = { own: Partial<Coding>; others: Partial<Coding>[] };

/**
 * An item's amounts parted among several: totals, taxes, lines and payments of the parts together are those of the item, to
 * the cent. Each line is divided as the whole is, or goes to one part. Refused where there is nothing that could be parted
 * so, with what to do.
 */
export function splitCoding(
  coding: Coding,
  split: AmountSplit,
  { digits, newId }: { digits: number; newId: () => string },
): Result<SplitCoding> {
  const { total } = coding;
  if (total === null || decimal(total).lte(0)) {
    return failure('noTotal', 'There is no amount to split yet. Enter the total first.');
  }
  const missing = outBy(coding, digits);
  if (missing !== null && !decimal(missing).isZero()) {
    return failure('unbalanced', 'Its lines do not add up to the total. Put them right first, then split it.');
  }
  const chosen =
    split.by === 'lines'
      ? byLines(coding, split.lineIds, digits, newId)
      : byShares(coding, total, split, digits, newId);
  if (!chosen.ok) return chosen;
  const { totals, lines } = chosen.value;
  if (totals.some((amount) => decimal(amount).lte(0))) {
    return failure('tooMuch', 'Each item has to get more than nothing, and less than the whole.');
  }
  const paid = payments(coding.payments, totals, digits, newId);
  const [taxes, seconds] = [coding.taxAmount, coding.secondTaxAmount].map((tax) =>
    tax === null ? null : shared(tax, totals, digits),
  );
  const parts = totals.map((amount, index): Partial<Coding> => {
    const own = lines[index] ?? [];
    return {
      total: amount,
      // What is calculated from lines stays with them.
      taxAmount: taxes?.[index] ?? null,
      secondTaxAmount: seconds?.[index] ?? null,
      ...(coding.lines.length > 0 && { lines: own }),
      ...(coding.payments.length > 0 && { payments: paid[index] ?? [] }),
    };
  });
  const [own = {}, ...others] = parts;
  return ok({ own, others });
}

type Parted = { totals: Amount[]; lines: CodingLine[][] };

/** What each part gets: the item itself first. */
function byShares(
  { lines, taxMode }: Coding,
  total: Amount,
  split: Exclude<AmountSplit, { by: 'lines' }>,
  digits: number,
  newId: () => string,
): Result<Parted> {
  const wanted = split.by === 'amount' ? split.amounts : split.percents.map((each) => partOf(total, each, digits));
  if (wanted.length === 0 || wanted.length >= MAX_SPLIT) return tooMany;
  if (wanted.some((each) => isFinerThan(each, digits))) {
    return failure('tooFine', `Amounts have ${digits} digits after the point at most.`);
  }
  const others = wanted.map((each) => toAmount(each, digits));
  const totals = [toAmount(decimal(total).minus(sum(others)), digits), ...others];
  if (totals.some((amount) => decimal(amount).lte(0))) return ok({ totals, lines: [] });
  const amounts = dividedLines(
    lines.map((line) => toAmount(line.total ?? '0', digits)),
    totals,
    digits,
  );
  return ok({
    totals,
    lines: totals.map((_, part) =>
      lines.flatMap((line, index): CodingLine[] => {
        // What costs nothing is not divided.
        if (line.total === null || decimal(line.total).isZero()) return part === 0 ? [line] : [];
        const weights = amounts[index] ?? [];
        const amount = weights[part] ?? '0';
        if (decimal(amount).isZero()) return [];
        const ofPart = (tax: Amount | null) => (tax === null ? null : (shared(tax, weights, digits)[part] ?? null));
        const next: CodingLine = {
          ...{ ...line, id: part === 0 ? line.id : newId(), total: amount, quantity: '1' },
          ...{ taxAmount: ofPart(line.taxAmount), secondTaxAmount: ofPart(line.secondTaxAmount) },
        };
        return [{ ...next, unitAmount: pricedAmount(next, taxMode, digits) }];
      }),
    ),
  });
}

/** Lines keep what they are; of a new item they are rows of its own. */
function byLines(
  { lines }: Coding,
  lineIds: readonly (readonly string[])[],
  digits: number,
  newId: () => string,
): Result<Parted> {
  if (lineIds.length === 0 || lineIds.length >= MAX_SPLIT) return tooMany;
  const asked = lineIds.flat();
  const known = new Set(lines.map(({ id }) => id));
  if (new Set(asked).size < asked.length || asked.some((id) => !known.has(id))) {
    return failure('changed', 'Its lines changed since you saw them, and nothing was split. Look at them again.');
  }
  const kept = lines.filter(({ id }) => !asked.includes(id));
  const others = lineIds.map((ids) =>
    lines.filter(({ id }) => ids.includes(id)).map((line): CodingLine => ({ ...line, id: newId() })),
  );
  const parts = [kept, ...others];
  if (parts.some((part) => part.length === 0)) {
    return failure('noLines', 'Each item has to get one line at least, and one has to stay.');
  }
  const totals = parts.map((part) => toAmount(sum(part.map(({ total }) => total ?? '0')), digits));
  return ok({ totals, lines: parts });
}

const tooMany = failure('tooMany', `One item is split into ${MAX_SPLIT} at most, and into two at least.`);

const partOf = (total: Amount, percent: string, digits: number): Amount =>
  toAmount(decimal(total).times(percent).div(100), digits);

/** An amount parted by weights of one sign, to the cent: each part is rounded so that what was given so far is right. */
export function shared(amount: Amount, weights: readonly Amount[], digits: number): Amount[] {
  const all = sum(weights);
  let [weight, given] = [decimal('0'), decimal('0')];
  return weights.map((each, index) => {
    weight = weight.plus(each);
    const isLast = index === weights.length - 1;
    const until = isLast || all.isZero() ? decimal(amount) : roundMoney(decimal(amount).times(weight).div(all), digits);
    const own = until.minus(given);
    given = until;
    return toAmount(own, digits);
  });
}

/**
 * What each part gets of each line: the parts of a line are together the line, and those of a part its total, both to the
 * cent. Each line is parted as the whole is; the cents that this leaves go where a line is largest.
 */
function dividedLines(lines: readonly Amount[], totals: readonly Amount[], digits: number): Amount[][] {
  const cent = decimal('1').div(10 ** digits);
  const cells = lines.map((line) => shared(line, totals, digits).map((each) => decimal(each)));
  const largest = lines.reduce((best, line, index) => {
    return decimal(line)
      .abs()
      .gt(decimal(lines[best] ?? '0').abs())
      ? index
      : best;
  }, 0);
  const row = cells[largest];
  if (!row) return [];
  for (const [part, total] of totals.entries()) {
    const off = decimal(total).minus(sum(cells.map((each) => each[part] ?? decimal('0'))));
    row[part] = (row[part] ?? decimal('0')).plus(off);
  }
  // Nothing is left over: the columns are right, and lines and totals have one sum.
  const left = decimal(lines[largest] ?? '0').minus(sum(row));
  if (left.abs().gte(cent)) row[0] = (row[0] ?? decimal('0')).plus(left);
  return cells.map((each) => each.map((amount) => toAmount(amount, digits)));
}

/** Each payment parted as the whole is, since each paid so much of all of it. */
function payments(
  all: readonly CodingPayment[],
  totals: readonly Amount[],
  digits: number,
  newId: () => string,
): CodingPayment[][] {
  const parts = all.map((payment) => (payment.amount === null ? null : shared(payment.amount, totals, digits)));
  return totals.map((_, part) =>
    all.flatMap((payment, index): CodingPayment[] => {
      const amount = parts[index]?.[part] ?? null;
      if (amount !== null && decimal(amount).isZero()) return [];
      if (amount === null && part > 0) return [];
      return [{ ...payment, id: part === 0 ? payment.id : newId(), amount }];
    }),
  );
}
