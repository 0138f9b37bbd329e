import type { Decimal } from 'decimal.js';
import { decimal } from '../money.ts';
import { bestOf, type Candidate, type Found } from './found-values.ts';
import type { MoneyMeaning } from './labels.ts';
import type { MeantAmount } from './money-rows.ts';
import type { PrintedText } from './printed-text.ts';
import type { ReadSource, ReadTax } from './reading.ts';
import { type TaxRow, taxRows } from './tax-rows.ts';

export type Totals = {
  total: Found<string> | null;
  net: Found<string> | null;
  tax: Found<string> | null;
  rounding: Found<string> | null;
  paid: Found<string> | null;
  due: Found<string> | null;
  taxes: ReadTax[];
};

/** What the words at an amount say for its being the total. */
const wordScores: Record<MoneyMeaning, number> = {
  total: 6,
  plainTotal: 4.5,
  due: 4.3,
  paid: 1.4,
  net: 0.2,
  tax: -1.5,
  tip: -1.5,
  shipping: -1.5,
  discount: -1.5,
  change: -3,
  rounding: -4,
  previous: -4,
  savings: -4,
};

/** Amounts that may be the total when another was taken for it. */
const sumMeanings: ReadonlySet<MoneyMeaning> = new Set(['total', 'plainTotal', 'due', 'paid', 'net']);

const TOTAL_IS_SURE = 9.5;
const TAX_IS_SURE = 8;

/** Net, tax and total as the document's words and its arithmetic agree on them. Words say little where sums disagree. */
export function totalsOf(printed: PrintedText, amounts: MeantAmount[], source: ReadSource): Totals {
  const rows = taxRows(printed, amounts);
  const cents = amounts.filter(({ digits }) => digits <= 2);
  const candidates = totalCandidates(cents, rows);
  const sums = new Set(
    cents.flatMap(({ meaning, value }) => (meaning && sumMeanings.has(meaning) ? value.toFixed(2) : [])),
  );
  const total = bestOf(
    // The price of a line is no other choice for a total.
    candidates
      .filter((each, index) => index === 0 || sums.has(each.value.toFixed(2)))
      .map((each) => ({ ...each, value: each.value.toFixed(2) })),
    TOTAL_IS_SURE,
    source,
  );
  const chosen = candidates.find(({ value }) => value.toFixed(2) === total?.value);
  const labelled = (meaning: MoneyMeaning, sure: number, among = cents) =>
    bestOf(
      among
        .filter((amount) => amount.meaning === meaning)
        .map((amount) => ({ ...amount, value: amount.value.toFixed(2), score: amount.from === 'left' ? 4 : 3 })),
      sure,
      source,
    );
  if (!chosen) return { ...none, due: labelled('due', 5) };
  const tax = bestOf(
    taxCandidates(chosen.value, chosen.sum, cents, rows).map((each) => ({ ...each, value: each.value.toFixed(2) })),
    TAX_IS_SURE,
    source,
  );
  const net = bestOf(netCandidates(chosen.value, tax?.value ?? null, cents, rows), 7, source);
  const firstSum = Math.min(
    ...byMeaning(cents, 'total')
      .concat(byMeaning(cents, 'plainTotal'))
      .map(({ row }) => row),
  );
  // What stands among goods is called like it by chance: `Balance bread`.
  const dues = printed.isSeen ? cents.filter(({ meaning, row }) => meaning !== 'due' || row >= firstSum) : cents;
  const due = labelled('due', 5, dues);
  const paid = labelled('paid', 5);
  return {
    ...{ total, net, tax },
    rounding: labelled('rounding', 5),
    // A tender larger than the total is cash that change was given on.
    paid: paid && decimal(paid.value).lte(chosen.value) ? paid : null,
    due: due && due.value !== total?.value ? due : null,
    taxes: taxesOf(tax?.value ?? null, chosen.sum, cents, rows),
  };
}

const none: Totals = { total: null, net: null, tax: null, rounding: null, paid: null, due: null, taxes: [] };

/** Amounts that make up a total: what the net is, and what was added to it or taken off. */
type Sum = { net: MeantAmount; added: MeantAmount[] };
type TotalCandidate = Candidate<Decimal> & { sum: Sum | null };

function totalCandidates(amounts: MeantAmount[], rows: TaxRow[]): TotalCandidate[] {
  const lastRow = Math.max(1, ...amounts.map(({ row }) => row));
  const counts = new Map<string, number>();
  for (const { value } of amounts) counts.set(value.abs().toFixed(2), (counts.get(value.abs().toFixed(2)) ?? 0) + 1);
  const tableGross = rows.reduce((sum, { net, amount }) => sum.plus(net).plus(amount), decimal('0'));
  const grosses = grossesOf(tableGross, amounts);
  const [paid, change] = [byMeaning(amounts, 'paid'), byMeaning(amounts, 'change')];
  const nets = byMeaning(amounts, 'net');
  const positive = amounts.filter(({ value }) => value.gt(0)).length;
  const negative = amounts.filter(({ value }) => value.lt(0)).length;
  const byValue = new Map<string, TotalCandidate>();
  for (const amount of amounts) {
    if (amount.value.isZero() && amount.meaning !== 'total' && amount.meaning !== 'plainTotal') continue;
    const key = amount.value.toFixed(2);
    const { value, place, sureness } = amount;
    const score = wordScore(amount, amounts) + (amount.row / lastRow) * 1.2 + (amount.currency ? 0.3 : 0);
    const known = byValue.get(key);
    if (!known || known.score < score) byValue.set(key, { value, place, sureness, score, sum: null });
  }
  for (const candidate of byValue.values()) {
    const { value } = candidate;
    candidate.score += Math.min(2, ((counts.get(value.abs().toFixed(2)) ?? 1) - 1) * 0.5);
    if (
      change.some(
        (given) => !given.value.isZero() && paid.some((cash) => cash.value.minus(given.value.abs()).eq(value)),
      )
    ) {
      candidate.score += 2.6;
    } else if (paid.some((cash) => cash.value.eq(value))) candidate.score += 0.8;
    if (rows.length > 0 && grosses.some((gross) => gross.eq(value))) candidate.score += 2.6;
    candidate.sum = candidate.score > 1.5 ? sumOf(value, amounts) : null;
    if (candidate.sum) candidate.score += candidate.sum.added.some(({ meaning }) => meaning === 'tax') ? 3 : 1.5;
    else if (isAboveNet(value, amounts)) candidate.score += 2;
    else if (isTaxedPair(value, amounts)) candidate.score += 1;
    // A total is less than what stands above it only where something was taken off.
    if (value.gt(0) && nets.some((net) => net.value.times('0.5').gt(value))) candidate.score -= 2.5;
    // Of a refund all is negative; else what is, was taken off.
    if (value.lt(0) && positive > negative) candidate.score -= 4;
    candidate.score -= (1 - candidate.sureness) * 2;
  }
  preferWithoutBalance(byValue, amounts);
  preferRounded(byValue, amounts);
  return [...byValue.values()].filter(({ score }) => score > 0.5).sort((one, other) => other.score - one.score);
}

/** What a table of taxes comes to: with what is taxed at nothing, where that stands in it and both together are printed. */
function grossesOf(table: Decimal, amounts: MeantAmount[]): Decimal[] {
  const whole = untaxedOf(amounts)
    .map(({ value }) => table.plus(value))
    .filter((gross) => amounts.some(({ value, meaning }) => value.eq(gross) && meaning !== null));
  return whole.length > 0 ? whole : [table];
}

const untaxedOf = (amounts: MeantAmount[]) =>
  amounts.filter(({ rate, value }) => rate !== null && decimal(rate).isZero() && !value.isZero());

const byMeaning = (amounts: MeantAmount[], meaning: MoneyMeaning) => amounts.filter((each) => each.meaning === meaning);

function wordScore(amount: MeantAmount, amounts: MeantAmount[]): number {
  const { meaning, from } = amount;
  if (meaning === null) return 0.3;
  const own = amounts.filter(({ row }) => row === amount.row);
  const isLast = own.at(-1) === amount;
  const score = wordScores[meaning];
  if (score < 0) return score;
  // In a row of several amounts the last is the one that the words mean.
  return score - (from === 'row' && !isLast ? 2.2 : 0) - (from === 'above' ? 0.6 : 0);
}

/** An old balance is no part of this document's total, although it is of what is due. */
function preferWithoutBalance(byValue: Map<string, TotalCandidate>, amounts: MeantAmount[]): void {
  for (const { value: previous } of byMeaning(amounts, 'previous')) {
    if (previous.isZero()) continue;
    for (const candidate of byValue.values()) {
      const rest = byValue.get(candidate.value.minus(previous).toFixed(2));
      if (rest && rest.score > 2) {
        rest.score += 2;
        candidate.score -= 3;
      }
    }
  }
}

/** What is paid in cash is what it was rounded to, where that is printed as a total too. */
function preferRounded(byValue: Map<string, TotalCandidate>, amounts: MeantAmount[]): void {
  for (const { value: rounding } of byMeaning(amounts, 'rounding')) {
    if (rounding.isZero() || rounding.abs().gt('0.05')) continue;
    for (const candidate of [...byValue.values()]) {
      const rounded = byValue.get(candidate.value.plus(rounding).toFixed(2));
      if (rounded && rounded.score > 4) rounded.score = Math.max(rounded.score, candidate.score + 1.5);
    }
  }
}

/** More of either are not tried together. */
const MAX_NETS = 6;
const MAX_ADDED = 9;

/**
 * The amounts called net, tax, discount and the like that add up to a value; of several ways the one with least parts.
 * Counted in whole cents, which are exact.
 */
function sumOf(value: Decimal, amounts: MeantAmount[]): Sum | null {
  const wanted = toCents(value);
  const nets = distinct(byMeaning(amounts, 'net')).slice(-MAX_NETS);
  const added = distinct(
    amounts.filter(({ meaning, value: part }) => meaning !== null && addedMeanings.has(meaning) && !part.isZero()),
  ).slice(-MAX_ADDED);
  let best: Sum | null = null;
  for (const net of nets) {
    for (let choice = 1; choice < 1 << added.length; choice++) {
      const parts = added.filter((_, index) => choice & (1 << index));
      if (best && parts.length >= best.added.length) continue;
      const all = parts.reduce((sum, part) => sum + signedCents(part), toCents(net.value));
      if (all === wanted) best = { net, added: parts };
    }
  }
  return best;
}

const addedMeanings: ReadonlySet<MoneyMeaning> = new Set(['tax', 'tip', 'shipping', 'rounding', 'discount']);
const toCents = (value: Decimal) => value.times(100).round().toNumber();
const signedCents = ({ meaning, value }: MeantAmount) =>
  meaning === 'discount' ? -Math.abs(toCents(value)) : toCents(value);

function distinct(amounts: MeantAmount[]): MeantAmount[] {
  const seen = new Set<string>();
  return amounts.filter(({ value, meaning, rate }) => {
    const key = `${meaning} ${value.toFixed(2)} ${rate}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Whether a net and some smaller amount, whatever it is called, add up to it. */
function isAboveNet(total: Decimal, amounts: MeantAmount[]): boolean {
  return byMeaning(amounts, 'net').some(({ value: net }) => {
    const rest = total.minus(net);
    return rest.gt(0) && rest.lt(net.times('0.3')) && amounts.some(({ value }) => value.eq(rest));
  });
}

/** The commonest rates, by which a total may be told from any two other amounts. */
const pairRates = ['5', '7', '10', '15', '19', '20', '21', '22', '23', '13', '9', '25'];

function isTaxedPair(total: Decimal, amounts: MeantAmount[]): boolean {
  const values = new Set(amounts.map(({ value }) => value.toFixed(2)));
  return pairRates.some((rate) => {
    const net = total.div(decimal(rate).div(100).plus(1)).toDecimalPlaces(2);
    const tax = total.minus(net);
    return tax.abs().gte('0.05') && values.has(net.toFixed(2)) && values.has(tax.toFixed(2));
  });
}

function taxCandidates(total: Decimal, sum: Sum | null, amounts: MeantAmount[], rows: TaxRow[]): Candidate<Decimal>[] {
  const candidates: Candidate<Decimal>[] = [];
  const add = (value: Decimal, score: number, from: Pick<MeantAmount, 'place' | 'sureness'> | undefined) =>
    candidates.push({ value, score, place: from?.place ?? null, sureness: from?.sureness ?? 1 });
  const taxed = rows.reduce((all, { amount }) => all.plus(amount), decimal('0'));
  const table = rows.reduce((all, { net, amount }) => all.plus(net).plus(amount), decimal('0'));
  // What is taxed at nothing stands in the table too, and has no tax to agree with.
  const tableIsWhole =
    rows.length > 0 && (table.eq(total) || untaxedOf(amounts).some(({ value }) => table.plus(value).eq(total)));
  if (rows.length > 0) add(taxed, tableIsWhole ? 8 : table.lt(total) ? 4.2 : 2, rows[0]?.amounts[1]);
  const summed = sum?.added.filter(({ meaning }) => meaning === 'tax') ?? [];
  if (summed.length > 0) add(addUp(summed), 8, summed[0]);
  const labelled = byMeaning(amounts, 'tax').filter(({ value }) => value.abs().lte(total.abs().times('0.35')));
  const byRate = taxesByRate(labelled, total);
  if (byRate) add(addUp(byRate), 6.8, byRate[0]);
  const isTaxed = labelled.some(({ value, rate }) => !value.isZero() && rate !== null);
  for (const amount of labelled) {
    if (amount.value.isZero()) {
      if (isTaxed) continue;
      const isUntaxed = byMeaning(amounts, 'net').some(({ value }) => value.eq(total)) || labelled.length === 1;
      add(amount.value, amount.rate === '0' ? 6 : isUntaxed ? 5 : 2, amount);
      continue;
    }
    const isWithin = amount.rate !== null && isWithinTotal(total, amount.value, amount.rate);
    add(amount.value, isWithin ? 6.5 : amount.from === 'left' ? 4 : 3, amount);
  }
  // What is missing between net and total is the tax when it is printed anywhere.
  for (const net of byMeaning(amounts, 'net')) {
    const missing = total.minus(net.value);
    const printed = amounts.find(({ value }) => value.eq(missing));
    if (missing.isZero() || !printed || missing.abs().gt(total.abs().times('0.3'))) continue;
    if (printed.meaning === null || printed.meaning === 'plainTotal') add(missing, 4.5, printed);
  }
  return candidates;
}

/** Those with a rate that is not nothing. */
function ratedTaxes(labelled: MeantAmount[]): MeantAmount[] {
  const isTaxed = ({ value, rate }: MeantAmount) => value.gt(0) && rate !== null && !decimal(rate).isZero();
  // `VAT 13.5% on 1.77  0.24`: the last of a row is the tax.
  const isLast = ({ row, start }: MeantAmount) => !labelled.some((other) => other.row === row && other.start > start);
  return distinct(labelled.filter((amount) => isTaxed(amount) && isLast(amount)));
}

/** Taxes at several rates in rows of their own, which together are of no more than the total. */
function taxesByRate(labelled: MeantAmount[], total: Decimal): MeantAmount[] | null {
  const taxes = ratedTaxes(labelled);
  const rates = new Set(taxes.map(({ rate }) => rate));
  if (taxes.length < 2 || rates.size !== taxes.length) return null;
  const taxed = taxes.reduce(
    (all, { value, rate }) => all.plus(value.times(100).div(rate ?? '1')).plus(value),
    decimal('0'),
  );
  return taxed.lte(total.plus(decimal('0.5').times(taxes.length))) ? taxes : null;
}

const addUp = (amounts: MeantAmount[]) => amounts.reduce((all, { value }) => all.plus(value), decimal('0'));

/** Whether a tax is the part of a total that its rate makes. */
function isWithinTotal(total: Decimal, tax: Decimal, rate: string): boolean {
  const part = total.times(rate).div(decimal(rate).plus(100));
  return part.minus(tax).abs().lte('0.02');
}

function netCandidates(
  total: Decimal,
  tax: string | null,
  amounts: MeantAmount[],
  rows: TaxRow[],
): Candidate<string>[] {
  const fromTax = tax === null ? null : total.minus(tax).toFixed(2);
  const labelled = amounts
    .filter(({ meaning, value }) => meaning === 'net' && value.abs().lte(total.abs()))
    .map((amount) => ({
      ...amount,
      value: amount.value.toFixed(2),
      score: amount.value.toFixed(2) === fromTax ? 7 : 3,
    }));
  const printed = amounts.find(({ value }) => value.toFixed(2) === fromTax);
  if (printed && fromTax !== null) labelled.push({ ...printed, value: fromTax, score: 5.5 });
  else if (rows.length > 1 && fromTax !== null) {
    const { place = null, sureness = 1 } = rows[0]?.amounts[0] ?? {};
    return [...labelled, { value: fromTax, score: 5, place, sureness }];
  }
  return labelled;
}

/** The one amount that is the whole tax, or those of several rates. */
function partsOf(whole: Decimal, amounts: MeantAmount[]): MeantAmount[] {
  const labelled = byMeaning(amounts, 'tax');
  const one = labelled.find(({ value }) => value.eq(whole));
  const several = ratedTaxes(labelled);
  return one ? [one] : addUp(several).eq(whole) ? several : [];
}

/** Each tax that makes up the whole, or what is known of the one. */
function taxesOf(tax: string | null, sum: Sum | null, amounts: MeantAmount[], rows: TaxRow[]): ReadTax[] {
  if (tax === null) return [];
  const whole = decimal(tax);
  const table = rows.reduce((all, { amount }) => all.plus(amount), decimal('0'));
  if (rows.length > 0 && table.eq(whole)) {
    return rows.map(({ rate, net, amount, amounts: own }) => ({
      ...{ name: null, rate, net: net.toFixed(2), amount: amount.toFixed(2), place: own[1]?.place ?? null },
    }));
  }
  const summed = sum?.added.filter(({ meaning }) => meaning === 'tax') ?? [];
  const parts = summed.length > 0 && addUp(summed).eq(whole) ? summed : partsOf(whole, amounts);
  return parts
    .slice(0, 20)
    .map(({ rate, value, place }) => ({ name: null, rate, net: null, amount: value.toFixed(2), place }));
}
