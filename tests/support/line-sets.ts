import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { groupLines } from '#lib/domain/coding/group-lines.ts';
import {
  changeLine,
  emptyLine,
  isMultiplied,
  linesInMode,
  outBy,
  sumLines,
  withDifferenceOn,
  withRemainingBalance,
} from '#lib/domain/coding/line-items.ts';
import type { TaxMode } from '#lib/domain/tax.ts';

/*
 * Random sets of lines, and what has to hold of each: whatever is entered, amounts are rounded as the ledger rounds them,
 * nothing is lost on the way, and a document can be made to balance. Held against whole numbers (BigInt), which share no
 * code with what they judge.
 */

/** One of as many kinds as there are; `below` is how many. */
export type Draw = (below: number) => number;

/** Numbers that look random, the same each time (mulberry32). */
export function drawsFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const percents = ['0', '5', '8', '9.5', '12.5', '13.5', '14.975', '15', '17.5', '19', '20', '23', '25'] as const;
const rates = new Map(percents.map((effectiveRate) => [effectiveRate as string, { effectiveRate }]));
const modes = ['INCLUSIVE', 'EXCLUSIVE', 'NONE'] as const;

/** Makes a set of lines as somebody would type them, and throws on the first thing that does not hold of it. */
export function checkLineSet(draw: Draw): void {
  const taxMode = pick(draw, modes);
  const pricing = { taxMode, rates, digits: 2, unitDigits: 4 } as const;
  const lines = Array.from({ length: 1 + draw(6) }, (_, index) => aRandomLine(draw, String(index), taxMode));
  for (const line of lines) checkLine(line, taxMode);
  const { total: gross, taxAmount: tax } = sumLines(lines, 2);
  hold(cents(gross) === lines.reduce((sum, line) => sum + cents(line.total), 0n), 'the sum of totals', lines);
  hold(cents(tax) === lines.reduce((sum, line) => sum + cents(line.taxAmount), 0n), 'the sum of taxes', lines);

  // A document that says something else, by a cent or by far.
  const total = written(cents(gross) + BigInt(draw(2) === 0 ? draw(7) - 3 : draw(2_000_001) - 1_000_000), 2);
  const added = withRemainingBalance({ total, lines }, 'rest', pricing) ?? lines;
  const put = withDifferenceOn({ total, lines }, draw(lines.length), pricing) ?? lines;
  for (const balanced of [added, put]) {
    hold(outBy({ total, lines: balanced }, 2) === '0.00', `a balance of ${total}`, balanced);
    for (const line of balanced) hold(isMultiplied(line, taxMode, 2), 'a price that multiplies', line);
    checkGroups(balanced, taxMode);
    // What balances stays what it is, whatever its prices are said to mean.
    const other = pick(draw, modes);
    const meant = linesInMode({ total, lines: balanced }, taxMode, { ...pricing, taxMode: other });
    hold(sumLines(meant, 2).total === sumLines(balanced, 2).total, `the same total in ${other}`, meant);
    for (const line of meant) hold(isMultiplied(line, other, 2), `a price that multiplies in ${other}`, line);
  }
}

function aRandomLine(draw: Draw, id: string, taxMode: TaxMode): CodingLine {
  const pricing = { taxMode, rates, digits: 2, unitDigits: 4 } as const;
  const taxRateId = pick(draw, percents);
  const start: CodingLine = {
    ...emptyLine(id),
    description: pick(draw, ['Delivery', 'delivery ', 'Toner']),
    accountId: pick(draw, ['power', 'office']),
    taxRateId,
  };
  const price = written(BigInt(draw(40_000_001) - 20_000_000), 4);
  const quantity = pick(draw, [written(BigInt(1 + draw(50)), 0), written(BigInt(1 + draw(200_000)), 4)]);
  const amount = written(BigInt(draw(20_000_001) - 10_000_000), 2);
  let line = start;
  // In the order in which somebody happens to type.
  for (let edits = 1 + draw(4); edits > 0; edits--) {
    const before = line;
    const kind = draw(5);
    if (kind === 0) line = changeLine(line, { unitAmount: price, quantity }, pricing);
    else if (kind === 1) line = changeLine(line, { quantity }, pricing);
    else if (kind === 2) line = changeLine(line, { amount }, pricing);
    else if (kind === 3) line = changeLine(line, { total: amount }, pricing);
    else line = changeLine(line, { taxRateId: pick(draw, percents) }, pricing);
    checkEdit(before, line, kind, { price, quantity, amount, taxMode });
  }
  return line.total === null ? changeLine(line, { total: amount }, pricing) : line;
}

/** What an edit gives, worked out in whole units. */
function checkEdit(
  before: CodingLine,
  line: CodingLine,
  kind: number,
  { price, quantity, amount, taxMode }: { price: string; quantity: string; amount: string; taxMode: TaxMode },
) {
  const net = cents(line.total) - cents(line.taxAmount);
  const priced = taxMode === 'EXCLUSIVE' ? net : cents(line.total);
  if (kind === 0) hold(priced === halfUp(units(price, 4) * units(quantity, 4), 1_000_000n), 'quantity × price', line);
  if (kind === 2) hold(priced === cents(amount), 'the amount typed', line);
  if (kind === 3) hold(cents(line.total) === cents(amount), 'the total typed', line);
  if (line.total === null || line.taxRateId === null || taxMode === 'NONE') return;
  const percent = units(line.taxRateId, 3);
  const isMoved = line.total !== before.total || line.taxRateId !== before.taxRateId;
  if (!isMoved) return;
  const added = halfUp(net * percent, 100_000n);
  const inside = halfUp(cents(line.total) * percent, 100_000n + percent);
  const expected = taxMode === 'EXCLUSIVE' && kind !== 3 ? added : inside;
  hold(cents(line.taxAmount) === expected, `tax of ${line.taxRateId}%`, line);
}

function checkLine(line: CodingLine, taxMode: TaxMode) {
  const [total, tax] = [cents(line.total), cents(line.taxAmount)];
  hold(isMultiplied(line, taxMode, 2), 'a price that multiplies', line);
  hold(taxMode !== 'NONE' || tax === 0n, 'no tax', line);
  hold(
    tax === 0n || (tax < 0n === total < 0n && magnitude(tax) <= magnitude(total)),
    'tax as a part of the total',
    line,
  );
}

function checkGroups(lines: CodingLine[], taxMode: TaxMode) {
  for (const by of ['description', 'taxRateId'] as const) {
    const grouped = groupLines(lines, by, { taxMode, digits: 2 });
    const [were, are] = [sumLines(lines, 2), sumLines(grouped, 2)];
    hold(were.total === are.total && were.taxAmount === are.taxAmount, `the same to the cent by ${by}`, grouped);
    hold(grouped.length <= lines.length, 'no more lines than before', grouped);
    for (const line of grouped) hold(isMultiplied(line, taxMode, 2), `a price that multiplies by ${by}`, line);
  }
}

const pick = <T>(draw: Draw, of: readonly T[]): T => of[draw(of.length)] as T;

/** A decimal in whole units of its last of so many digits. */
function units(decimal: string, digits: number): bigint {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  if (fraction.length > digits) throw new Error(`${decimal} has more than ${digits} digits`);
  const count = BigInt(whole + fraction.padEnd(digits, '0'));
  return decimal.startsWith('-') ? -count : count;
}

const cents = (amount: string | null) => (amount === null ? 0n : units(amount, 2));

const magnitude = (value: bigint) => (value < 0n ? -value : value);

/** Half a unit goes away from zero. */
function halfUp(value: bigint, by: bigint): bigint {
  const rounded = (magnitude(value) * 2n + by) / (by * 2n);
  return value < 0n ? -rounded : rounded;
}

function written(count: bigint, digits: number): string {
  const text = String(magnitude(count)).padStart(digits + 1, '0');
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return count < 0n ? `-${decimal}` : decimal;
}

function hold(isSo: boolean, what: string, about: unknown): void {
  if (!isSo) throw new Error(`${what} does not hold: ${JSON.stringify(about)}`);
}
