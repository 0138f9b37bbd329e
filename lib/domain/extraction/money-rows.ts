import { type Label, type MoneyMeaning, moneyLabels } from './labels.ts';
import { amountsOf, type PrintedAmount } from './printed-amounts.ts';
import { overlaps, type PrintedRow, type PrintedText } from './printed-text.ts';

/** An amount with what the words at it make of it. */
export type MeantAmount = PrintedAmount & {
  meaning: MoneyMeaning | null;
  /** Where the words stand: before it in its row, at the head of its row with others between, or above it. */
  from: 'left' | 'row' | 'above' | null;
  /** A rate in percent that is printed with it. */
  rate: string | null;
  /** Said to be with or without tax. */
  isWithTax: boolean | null;
};

/** The amounts of all rows, each with its meaning. */
export function meantAmounts(printed: PrintedText): MeantAmount[] {
  const all = printed.rows.map((row) => amountsOf(row, printed));
  return printed.rows.flatMap((row, index) => rowAmounts(printed, row, all[index] ?? [], all));
}

function rowAmounts(
  printed: PrintedText,
  row: PrintedRow,
  amounts: PrintedAmount[],
  all: PrintedAmount[][],
): MeantAmount[] {
  const firstStart = amounts[0]?.start ?? 0;
  const rowMeaning = meaningOf(row.plain.slice(0, firstStart));
  return amounts.map((amount, index) => {
    const from = amounts[index - 1]?.end ?? 0;
    const before = row.plain.slice(from, amount.start);
    const own = meaningOf(before);
    const rate =
      rateOf(before) ??
      rateOf(row.plain.slice(0, firstStart)) ??
      rateOf(row.plain.slice(amount.end, amounts[index + 1]?.start));
    const isWithTax = taxWords(`${before} ${row.plain.slice(amount.end, amount.end + 12)}`);
    if (own) return { ...amount, meaning: own, from: 'left', rate, isWithTax };
    const above = meaningAbove(printed, row, amount, all);
    // Several amounts in a row with one label: what each is the head of its column tells.
    if (rowMeaning && (amounts.length === 1 || !above))
      return { ...amount, meaning: rowMeaning, from: 'row', rate, isWithTax };
    if (above && (rowMeaning || isAlone(row, amounts) || above.isHead)) {
      return { ...amount, meaning: above.meaning, from: 'above', rate, isWithTax };
    }
    return { ...amount, meaning: rowMeaning, from: rowMeaning && 'row', rate, isWithTax };
  });
}

/** No words but amounts stand in the row. */
const isAlone = (row: PrintedRow, amounts: PrintedAmount[]) =>
  row.plain.replace(/[^a-z]/g, '').length <= 3 + 3 * amounts.length;

const MAX_ROWS_ABOVE = 4;

/** The label that stands above an amount in the same column, in a row without amounts of its own there. */
function meaningAbove(printed: PrintedText, row: PrintedRow, amount: PrintedAmount, all: PrintedAmount[][]) {
  for (let index = row.index - 1; index >= Math.max(0, row.index - MAX_ROWS_ABOVE); index--) {
    const above = printed.rows[index];
    if (!above || above.page !== row.page || row.top - above.bottom > 4 * printed.rowHeight) return null;
    const cell = above.cells.find((each) => overlaps(each, amount));
    if (!cell) continue;
    const isAmount = all[index]?.some((other) => other.start < cell.end && other.end > cell.start);
    const meaning = meaningOf(above.plain.slice(cell.start, cell.end));
    // A long sentence above is no label.
    if (meaning && !isAmount && cell.text.length <= 40) return { meaning, isHead: row.index - index === 1 };
    if (!isAmount) return null;
  }
  return null;
}

/** Which of several words rules: `total incl. GST` is a total, `total GST` a tax. */
export function meaningOf(plain: string): MoneyMeaning | null {
  const labels = moneyLabels(plain);
  if (labels.length === 0) return null;
  const has = (meaning: MoneyMeaning) => labels.some((label) => label.meaning === meaning);
  if (has('savings')) return 'savings';
  if (has('previous')) return 'previous';
  if (has('rounding') && !has('total'))
    return /round(ed)?\s*(total|amount)|total\s*round|after\s*round/.test(plain) ? 'total' : 'rounding';
  if (
    /(?<![a-z])tax\s*(invoice|id|number|no\b)|(?:items?|artikel|qty|quantity|pieces|posten|articles?)\s*(sold|count|total)|total\s*(number|no|items?|qty|quantity|units|weight|pieces|points|volume|litres|gallons)|(anzahl|nombre|number of)/.test(
      plain,
    )
  ) {
    return null;
  }
  const isTaxIncluded = /(incl\w*|inkl\w*|inc\b|with|enth\w*|ttc|tvac|ivato|comprises?|contains)/.test(plain);
  const isTaxExcluded = /(excl\w*|\bex\b|exkl\w*|ohne|without|before|hors|\bht\b|\bhtva|exclusief|sin iva|zzgl)/.test(
    plain,
  );
  if (has('change')) return 'change';
  if (has('tax')) {
    if (isTaxExcluded && (has('total') || has('plainTotal') || has('net'))) return 'net';
    if (/^\W*(incl\w*|inkl\w*|inc\b|includes|including|contains|enth\w*|dont|davon|darin|waarvan)/.test(plain))
      return 'tax';
    if (/(total|amount|price)\s*(includes|contains)/.test(plain)) return 'tax';
    if ((has('total') || has('plainTotal') || has('due') || has('paid')) && isTaxIncluded) return 'total';
    if (has('net') && !isTaxIncluded && isNetFirst(labels)) return 'net';
    if (has('due')) return 'due';
    return 'tax';
  }
  if (has('net')) return has('total') && isTaxIncluded ? 'total' : has('discount') ? 'discount' : 'net';
  if (isTaxExcluded && (has('plainTotal') || has('total'))) return 'net';
  if (has('tip') && !isTaxIncluded) return 'tip';
  if (has('shipping') && !has('total')) return 'shipping';
  if (has('discount')) return has('total') || has('plainTotal') ? 'savings' : 'discount';
  if (has('due')) return has('total') && !/amount|balance/.test(plain) ? 'total' : 'due';
  if (has('total')) return 'total';
  if (has('paid')) return 'paid';
  return 'plainTotal';
}

/** `taxable amount for GST`, but not `GST net`. */
const isNetFirst = (labels: Label<MoneyMeaning>[]) => labels[0]?.meaning === 'net';

function taxWords(plain: string): boolean | null {
  if (/(?<![a-z])(excl\w*|ex|ht|hors tax\w*|netto|exkl\w*|zzgl)(?![a-z])/.test(plain)) return false;
  return /(?<![a-z])(incl\w*|inc|ttc|brutto|inkl\w*|ivato)(?![a-z])/.test(plain) ? true : null;
}

/** A rate in percent, as decimal text. */
export function rateOf(plain: string | undefined): string | null {
  const match = /(?<![\d.,])(\d{1,2})(?:[.,](\d{1,3}))?\s?%/.exec(plain ?? '');
  if (!match) return null;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  return fraction ? `${match[1]}.${fraction}` : (match[1] ?? null);
}
