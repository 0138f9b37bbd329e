import type { Decimal } from 'decimal.js';
import { decimal, sum } from '../money.ts';
import { moneyLabels } from './labels.ts';
import { type LineRow, numbersOf, quantityRow, toLineRow, toReadLine } from './line-rows.ts';
import type { MeantAmount } from './money-rows.ts';
import { type PrintedRow, type PrintedText, plainText } from './printed-text.ts';
import type { ReadLine } from './reading.ts';
import { type Column, columnOf, type LineHead, lineHeads } from './table-columns.ts';
import type { Totals } from './totals.ts';

export type DocumentLines = { lines: ReadLine[]; linesWithTax: boolean | null; linesOff: string | null };

const MAX_LINES = 1_000;

/** The lines of a document, and whether they add up to its net or its total. */
export function documentLines(printed: PrintedText, amounts: MeantAmount[], totals: Totals): DocumentLines {
  const heads = lineHeads(printed);
  const byRow = new Map<number, MeantAmount[]>();
  for (const amount of amounts) byRow.set(amount.row, [...(byRow.get(amount.row) ?? []), amount]);
  const tried = (some: LineHead[], isLoose: boolean) =>
    reconciled(printed, collect(printed, byRow, totals, some, isLoose).slice(0, MAX_LINES), amounts, totals);
  const attempts = [...(heads.length > 0 ? [tried(heads, false)] : []), tried([], false)];
  // Goods may be called like sums: `Balance bread`.
  if (!attempts.some(({ off }) => off?.isZero())) attempts.push(tried(heads, true));
  if (printed.isSeen && !attempts.some(({ off }) => off?.isZero()))
    attempts.push(...attempts.map((attempt) => withMisreadMended(attempt, amounts, totals)));
  const byOff = attempts
    .filter(({ lines }) => lines.length > 0)
    .sort((one, other) => (one.off?.abs().toNumber() ?? 0) - (other.off?.abs().toNumber() ?? 0));
  const best = byOff[0]?.off?.isZero() ? byOff[0] : (soldByMeasure(printed, totals) ?? byOff[0]);
  if (!best || best.lines.length === 0) return { lines: [], linesWithTax: null, linesOff: null };
  return { lines: best.lines.map(toReadLine), linesWithTax: best.withTax, linesOff: best.off?.toFixed(2) ?? null };
}

/** The rows that are lines: from the head of the table, or the first amount, down to the first sum. */
function collect(
  printed: PrintedText,
  byRow: Map<number, MeantAmount[]>,
  totals: Totals,
  heads: LineHead[],
  isLoose: boolean,
): LineRow[] {
  const lines: LineRow[] = [];
  const [first] = heads;
  let columns = first?.columns ?? [];
  let pending: PrintedRow | null = null;
  let waiting: { quantity: Decimal; unitPrice: Decimal } | null = null;
  let isOpen = true;
  for (const row of printed.rows.slice(first ? first.row + 1 : 0)) {
    const head = heads.find((each) => each.row === row.index);
    if (head && (isOpen || isSameTable(head, first))) {
      columns = head.columns;
      isOpen = true;
      pending = null;
      continue;
    }
    if (!isOpen) continue;
    const own = byRow.get(row.index) ?? [];
    const told = quantityRow(row, printed.decimalMark);
    const last = lines.at(-1);
    // With its product behind it, it is the line itself: `1 x 7.34  7.34`.
    const isWhole =
      own.length > 1 &&
      own.at(-1) !== undefined &&
      told !== null &&
      isProduct(told, own.at(-1)?.value ?? told.unitPrice);
    if (told && !isWhole && !own.some(({ value }) => isProduct(told, value) && !value.eq(told.unitPrice))) {
      // Of the line before it, where its product says so, and else of the next.
      if (last && isProduct(told, last.total)) Object.assign(last, told);
      else waiting = told;
      continue;
    }
    if (last && isEach(row, own)) {
      const unitPrice = own[0]?.value ?? last.total;
      const quantity = unitPrice.isZero() ? last.total : last.total.div(unitPrice);
      if (quantity.isInteger() && quantity.gt(0)) Object.assign(last, { quantity, unitPrice });
      continue;
    }
    if (own.length === 0) {
      if (isTextOfLine(printed, row, last, first !== undefined) && !isHeadOfNext(printed, byRow, row))
        last?.row && appendText(last, row);
      else if (!isUnits(row)) pending = row;
      continue;
    }
    if (isSummary(row, own) && !(isLoose && isCalledLikeSum(row, own, lines, totals))) {
      if (lines.length === 0 || isSectionSum(own, totals)) continue;
      isOpen = false;
      // Lines go on where the table has another head below.
      if (heads.length === 0) break;
      continue;
    }
    const isOwnName = isLoose && own.some((amount) => otherLetters(row, amount) >= 4);
    if (isNoLine(row, own) && !isOwnName && !isInTotals(row, columns, own)) continue;
    const line = toLineRow(row, own, columns, printed.decimalMark);
    // Three digits behind the mark are of a weight or a measure.
    const isMeasure =
      first === undefined &&
      !(isLoose && printed.isSeen) &&
      (own.at(-1)?.digits ?? 0) > 2 &&
      own.at(-1)?.currency === null;
    if (!line || isMeasure) continue;
    if (
      !/\p{L}{2}/u.test(line.description) &&
      pending &&
      pending.page === row.page &&
      row.top - pending.bottom < 2.2 * printed.rowHeight
    ) {
      line.description = pending.text;
    }
    if (!/[a-z]{2}/.test(plainText(line.description)) && first === undefined) continue;
    if (waiting && isProduct(waiting, line.total)) Object.assign(line, waiting);
    waiting = null;
    pending = null;
    lines.push(line);
  }
  return lines;
}

/** `(0.89 each)`: what one of the line above costs. */
const isEach = ({ plain }: PrintedRow, amounts: MeantAmount[]) =>
  amounts.length === 1 &&
  /^\W*(each|ea|per item|unit price|je|pro stuck)?\W*$/.test(plain.replace(/[a-z]{0,3}[$€£]?[\d.,]+/, '').trim()) &&
  /each|ea|per item|unit price|je|stuck/.test(plain);

/** `kg  EUR/kg  EUR`: the head of a price by weight. */
const isUnits = ({ plain }: PrintedRow) =>
  plain.replace(/(?<![a-z])(kg|g|l|lb|eur[o0]?|usd|gbp|stk|ea|per)(?![a-z])|[^a-z]/g, '').length < 2;

/**
 * Whether it is too little for a sum of what stands above it, or called by other words too: `Balance bread`; and no total
 * or tax of the document.
 */
function isCalledLikeSum(row: PrintedRow, amounts: MeantAmount[], lines: LineRow[], totals: Totals): boolean {
  const value = amounts.at(-1)?.value;
  const [first] = amounts;
  if (!value?.gt(0) || first?.meaning === 'tax') return false;
  const known = [totals.total, totals.net, totals.tax].map((each) => each?.value);
  if (known.includes(value.toFixed(2))) return false;
  const before = row.plain.slice(0, first?.start);
  const covered = moneyLabels(before).reduce((all, { start, end }) => all + end - start, 0);
  const hasOtherWords = before.replace(/[^a-z]/g, '').length - covered >= 4 && first?.meaning !== 'total';
  return hasOtherWords || value.times(2).lt(sum(lines.map(({ total }) => total)));
}

/** The head of the same table on the next page. */
const isSameTable = (head: LineHead, first: LineHead | undefined) =>
  head.columns.map(({ meaning }) => meaning).join() === first?.columns.map(({ meaning }) => meaning).join();

/** Prices of a measure, savings and old balances stand among lines and are none. */
function isNoLine(row: PrintedRow, amounts: MeantAmount[]): boolean {
  const meaning = amounts.at(-1)?.meaning;
  if (meaning !== 'savings' && meaning !== 'previous' && meaning !== 'change') return false;
  return (moneyLabels(row.plain)[0]?.start ?? 99) <= 2;
}

/** Of a table with a column of totals what stands in it, with other words too, is a line however it is called: `Annual service`. */
function isInTotals(row: PrintedRow, columns: Column[], amounts: MeantAmount[]): boolean {
  const last = amounts.at(-1);
  if (last === undefined || columnOf(columns, last)?.meaning !== 'total') return false;
  return amounts.length > 1 || otherLetters(row, last) >= 4;
}

/** How many letters before an amount are no part of words for sums. */
function otherLetters({ plain }: PrintedRow, { start }: MeantAmount): number {
  const before = plain.slice(0, start);
  const letters = (text: string) => text.replace(/[^a-z]/g, '').length;
  return (
    letters(before) - moneyLabels(before).reduce((all, label) => all + letters(before.slice(label.start, label.end)), 0)
  );
}

/** Fuel and the like: a quantity and a price of which the total is the product, wherever they stand. */
function soldByMeasure(printed: PrintedText, totals: Totals): Reconciled | null {
  const total = totals.total && decimal(totals.total.value);
  if (!total?.gt(0)) return null;
  const numbers = printed.rows.flatMap((row) =>
    numbersOf(row, printed.decimalMark).map((value) => ({ ...value, row })),
  );
  for (const quantity of numbers) {
    if (quantity.digits < 2 || quantity.value.lt('0.5') || quantity.value.gt(2_000)) continue;
    for (const price of numbers) {
      if (price === quantity || price.digits < 2 || price.value.gt(200) || price.value.lt('0.1')) continue;
      if (quantity.value.times(price.value).minus(total).abs().gt('0.02')) continue;
      const { row } = quantity;
      const words = row.text
        .replace(/[\d.,$€£@:#/*()-]+\w?/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
      const isFuel = ({ plain }: PrintedRow) =>
        /(?<![a-z])(regular|unlead\w*|diesel|premium|super\w*|e10|e85|e5|petrol|propane|kerosene)(?![a-z])/.test(plain);
      const product = printed.rows
        .filter(isFuel)
        .sort((one, other) => Math.abs(one.index - row.index) - Math.abs(other.index - row.index))[0];
      const description = product
        ? (/[a-z][a-z0-9 ]*/i.exec(product.text.replace(/[^\p{L}\d ]+/gu, ' '))?.[0] ?? words)
        : words;
      const line = {
        ...noLine(row),
        description: description.trim(),
        quantity: quantity.value,
        unitPrice: price.value,
        total,
      };
      const isTaxed = totals.tax !== null && !decimal(totals.tax.value).isZero();
      return { lines: [line], withTax: isTaxed ? true : null, off: decimal('0') };
    }
  }
  return null;
}

function noLine(row: PrintedRow): LineRow {
  const nothing = { code: null, quantity: null, unitPrice: null, discount: null, taxRate: null };
  return { row, description: '', ...nothing, total: decimal('0'), choices: [] };
}

function isProduct({ quantity, unitPrice }: { quantity: Decimal; unitPrice: Decimal }, total: Decimal): boolean {
  return quantity.times(unitPrice).minus(total.abs()).abs().lte('0.02');
}

/** A row of a line's text: right below it, and set no further left than the table's text. */
function isTextOfLine(printed: PrintedText, row: PrintedRow, last: LineRow | undefined, hasHead: boolean): boolean {
  if (!last || !hasHead || last.row.page !== row.page || !/\p{L}{2}/u.test(row.text)) return false;
  const from = last.row.bottom;
  const gap = row.top - from;
  return (
    gap <
      0.9 * printed.rowHeight * (last.description.split('\n').length + 0.2) +
        printed.rowHeight * (last.description.split('\n').length - 1) &&
    last.description.split('\n').length < 6 &&
    row.right < last.row.right + 0.01
  );
}

/** The name of what the next row tells the quantity and the price of, and no more. */
function isHeadOfNext(printed: PrintedText, byRow: Map<number, MeantAmount[]>, row: PrintedRow): boolean {
  const next = printed.rows[row.index + 1];
  if (!next || next.page !== row.page || (byRow.get(next.index) ?? []).length === 0) return false;
  return quantityRow(next, printed.decimalMark) !== null || isUnits(next);
}

function appendText(line: LineRow, row: PrintedRow): void {
  line.description = `${line.description}\n${row.text}`;
}

const summaryMeanings = new Set([
  'total',
  'plainTotal',
  'net',
  'tax',
  'due',
  'paid',
  'change',
  'rounding',
  'previous',
  'tip',
]);

/** A row whose words are those of a sum, and little else. */
function isSummary(row: PrintedRow, amounts: MeantAmount[]): boolean {
  const [first] = amounts;
  if (!first?.meaning || !summaryMeanings.has(first.meaning) || (first.from !== 'left' && first.from !== 'row'))
    return false;
  const before = row.plain.slice(0, amounts.at(-1)?.start);
  const letters = before.replace(/[^a-z]/g, '').length;
  const covered = moneyLabels(before).reduce(
    (all, { start, end }) => all + before.slice(start, end).replace(/[^a-z]/g, '').length,
    0,
  );
  const isFirst = (moneyLabels(before)[0]?.start ?? 99) <= 2;
  return covered >= letters * 0.5 || (isFirst && covered >= letters * 0.28 && letters < 40);
}

/** A sum of a part of the lines, after which others follow. */
function isSectionSum(amounts: MeantAmount[], totals: Totals): boolean {
  const [amount] = amounts;
  if (amount?.meaning === 'previous') return true;
  if (amount?.meaning !== 'net') return false;
  return ![totals.total?.value, totals.net?.value].includes(amounts.at(-1)?.value.toFixed(2)) && totals.net !== null;
}

type Reconciled = { lines: LineRow[]; withTax: boolean | null; off: Decimal | null };

/** Lines that add up, perhaps with what is added to them or taken off below, or by other amounts of their rows. */
function reconciled(printed: PrintedText, lines: LineRow[], amounts: MeantAmount[], totals: Totals): Reconciled {
  if (lines.length === 0) return { lines, withTax: null, off: null };
  const targets = targetsOf(amounts, totals);
  if (targets.length === 0) return { lines, withTax: null, off: null };
  // What they come to with a tip or delivery is the whole; without it a part, which some call subtotal.
  const whole = targets.filter(({ isWhole }) => isWhole);
  for (const attempt of [lines, ...withAdded(printed, lines, amounts)]) {
    const tried = match(attempt, whole);
    if (tried.off?.isZero()) return tried;
  }
  const asFound = match(lines, targets);
  if (asFound.off?.isZero()) return asFound;
  const attempts = [...withAdded(printed, lines, amounts), ...withOthers(lines), ...withoutSome(lines, asFound.off)];
  for (const attempt of attempts) {
    const tried = match(attempt, targets);
    if (tried.off?.isZero()) return tried;
  }
  return asFound;
}

/** `isWhole`: it is the document's total, or that without its tax. */
type Target = { value: Decimal; withTax: boolean | null; isWhole?: boolean };

function targetsOf(amounts: MeantAmount[], totals: Totals): Target[] {
  if (!totals.total) return [];
  const total = decimal(totals.total.value);
  const tax = totals.tax && decimal(totals.tax.value);
  const targets: Target[] = [];
  if (tax && !tax.isZero()) {
    targets.push(
      { value: total.minus(tax), withTax: false, isWhole: true },
      { value: total, withTax: true, isWhole: true },
    );
  } else targets.push({ value: total, withTax: null, isWhole: true });
  if (totals.net) targets.push({ value: decimal(totals.net.value), withTax: tax && !tax.isZero() ? false : null });
  for (const { meaning, value } of amounts) {
    if (meaning === 'net' && value.abs().lte(total.abs().times('1.5')))
      targets.push({ value, withTax: tax && !tax.isZero() ? value.eq(total) : null });
  }
  return targets;
}

/** Against the target they come nearest to; the surer ones come first. */
function match(lines: LineRow[], targets: Target[]): Reconciled {
  const all = sum(lines.map(({ total }) => total));
  let best: Target | undefined;
  for (const target of targets) {
    if (!best || all.minus(target.value).abs().lt(all.minus(best.value).abs())) best = target;
  }
  return { lines, withTax: best?.withTax ?? null, off: best ? all.minus(best.value) : null };
}

/** What stands before an amount in its row, without its rate. */
const wordsBefore = (row: PrintedRow | undefined, { start }: MeantAmount) =>
  (row?.text.slice(0, start) ?? '').replace(/\(?\d+([.,]\d+)?\s?%\)?|[\s:|*.…$€£-]+$/g, '').trim();

const addedWords = { shipping: 1, discount: -1, tip: 1, rounding: 1 } as const;

/** With delivery, discount and the like, which stand among the sums below. */
function withAdded({ rows: printedRows }: PrintedText, lines: LineRow[], amounts: MeantAmount[]): LineRow[][] {
  const rows = new Set(lines.map(({ row }) => row.index));
  const [template] = lines;
  if (!template) return [];
  const added = amounts
    .filter(({ meaning, row, value }) => meaning !== null && meaning in addedWords && !rows.has(row) && !value.isZero())
    .slice(0, 4)
    .map((amount): LineRow => {
      const sign = addedWords[amount.meaning as keyof typeof addedWords];
      const value = sign < 0 ? amount.value.abs().neg() : amount.value;
      const names = { shipping: 'Delivery', discount: 'Discount', tip: 'Tip', rounding: 'Rounding' };
      return {
        ...template,
        description: wordsBefore(printedRows[amount.row], amount) || names[amount.meaning as keyof typeof names],
        code: null,
        quantity: null,
        unitPrice: null,
        discount: null,
        taxRate: null,
        total: value,
        choices: [value],
      };
    });
  const attempts: LineRow[][] = [];
  for (let choice = 1; choice < 1 << added.length; choice++)
    attempts.push([...lines, ...added.filter((_, index) => choice & (1 << index))]);
  return attempts;
}

/** By the second or third amount from the right, and with discounts taken off. */
function withOthers(lines: LineRow[]): LineRow[][] {
  const byPosition = [2, 3].flatMap((back) =>
    lines.every(({ choices }) => choices.length >= back)
      ? [lines.map((line) => ({ ...line, total: line.choices.at(-back) ?? line.total }))]
      : [],
  );
  const isReduction = ({ description }: LineRow) =>
    /rabatt|discount|coupon|save|saving|promo|korting|remise|nachlass|off(?![a-z])|storno|void/i.test(description);
  const reduced = lines.some(isReduction)
    ? [
        lines.map((line) => (isReduction(line) ? { ...line, total: line.total.abs().neg() } : line)),
        lines.filter((line) => !isReduction(line)),
      ]
    : [];
  // Readers see a code of the tax as one more digit: `19.999`.
  const cut = lines.some(({ total }) => total.decimalPlaces() > 2)
    ? [lines.map((line) => ({ ...line, total: line.total.toDecimalPlaces(2, 1) }))]
    : [];
  return [...byPosition, ...reduced, ...cut];
}

/** Digits that readers take for each other. */
const alike = new Set('08 06 17 14 38 56 58 68 35 49 59 27 47 89 69 39 25 23'.split(' '));

/** Whether a number is read as another when one digit is taken for one like it, is lost, or comes of a speck. */
export function isMisread(read: string, meant: string): boolean {
  const [one, other] = [read.replace(/\D/g, ''), meant.replace(/\D/g, '')];
  if (one.length === other.length) {
    const wrong = [...one].flatMap((digit, index) => (digit === other[index] ? [] : `${digit}${other[index]}`));
    return wrong.length === 1 && wrong.some((pair) => alike.has([...pair].sort().join('')));
  }
  const [long, short] = one.length > other.length ? [one, other] : [other, one];
  return (
    long.length - short.length === 1 &&
    short.length >= 2 &&
    [...long].some((_, index) => long.slice(0, index) + long.slice(index + 1) === short)
  );
}

/** Above this a reader is sure of its digits. */
const SURE_DIGITS = 0.985;

/** The one amount, if there is but one, that was read with a wrong digit: with the right one all adds up. One with three decimals is the likeliest. */
function withMisreadMended({ lines, withTax }: Reconciled, amounts: MeantAmount[], totals: Totals): Reconciled {
  const targets = targetsOf(amounts, totals).slice(0, 2);
  const all = sum(lines.map(({ total }) => total));
  const mended = targets.flatMap((target) =>
    lines.flatMap((line, index) => {
      const off = all.minus(target.value);
      const meant = line.total.minus(off);
      const amount = amounts.find(({ row, value }) => row === line.row.index && value.eq(line.total));
      const isDoubtful = amount && (amount.digits !== 2 || amount.sureness < SURE_DIGITS);
      if (off.isZero() || !isDoubtful || !meant.gt(0) || meant.gte(target.value)) return [];
      const read = line.total.toFixed(Math.max(2, amount.digits));
      return isMisread(read, meant.toFixed(2)) ? [{ target, index, meant, isOdd: amount.digits !== 2 }] : [];
    }),
  );
  const odd = mended.filter(({ isOdd }) => isOdd);
  const likely = odd.length > 0 ? odd : mended;
  const [only] = likely;
  if (!only || likely.length > 1)
    return { lines, withTax, off: all.isZero() ? null : (nearestOff(all, targets) ?? null) };
  return {
    lines: lines.map((line, index) => (index === only.index ? { ...line, total: only.meant } : line)),
    withTax: only.target.withTax,
    off: decimal('0'),
  };
}

const nearestOff = (all: Decimal, targets: Target[]) =>
  targets.map(({ value }) => all.minus(value)).sort((one, other) => one.abs().comparedTo(other.abs()))[0];

/** Without one row, or two that stand together, which are exactly too much. */
function withoutSome(lines: LineRow[], off: Decimal | null): LineRow[][] {
  if (!off || off.isZero() || lines.length < 2) return [];
  return lines.flatMap((line, index) => {
    const next = lines[index + 1];
    if (line.total.eq(off)) return [lines.filter((_, other) => other !== index)];
    if (next && lines.length > 2 && line.total.plus(next.total).eq(off)) {
      return [lines.filter((_, other) => other !== index && other !== index + 1)];
    }
    return [];
  });
}
