import type { Decimal } from 'decimal.js';
import { decimal } from '../money.ts';
import { type MeantAmount, rateOf } from './money-rows.ts';
import { parseNumber } from './printed-amounts.ts';
import { type PrintedRow, spanOf } from './printed-text.ts';
import type { ReadLine } from './reading.ts';
import { type Column, columnOf } from './table-columns.ts';

/** A line as its row says it; `total` is to be found in `choices` when it turns out to be another. */
export type LineRow = {
  row: PrintedRow;
  description: string;
  code: string | null;
  quantity: Decimal | null;
  unitPrice: Decimal | null;
  discount: string | null;
  taxRate: string | null;
  total: Decimal;
  choices: Decimal[];
};

/** A number of a row, an amount or not. */
type Piece = { value: Decimal; digits: number; start: number; end: number; left: number; right: number };

const UNIT = String.raw`(?:x|@|×|\*|kg|g|lb|lbs|oz|l|ltr|litres?|liters?|gal|gallons?|gl|pcs?|stk|stck|st|stuck|ea|each|units?|hrs?|hours?|std|h|days?|tage?|mo|months?|monat|m|m2|km|box|pk|pack|set|uds?|p)`;
const number = /(?<![\w.,/-])\d{1,6}(?:[.,]\d{1,4})?(?![.,%]?\d|[%/-]\w*\d)/g;

/** A row of a table as a line, its total being the amount in the column of totals, or the last one. */
export function toLineRow(
  row: PrintedRow,
  amounts: MeantAmount[],
  columns: Column[],
  decimalMark: '.' | ',',
): LineRow | null {
  const inTotals = amounts.filter((amount) => columnOf(columns, amount)?.meaning === 'total');
  const total = inTotals.at(-1) ?? amounts.at(-1);
  if (!total) return null;
  // A table with a column of totals has none in the rows that only tell a price.
  const known = columnOf(columns, total)?.meaning;
  if (
    inTotals.length === 0 &&
    columns.some(({ meaning }) => meaning === 'total') &&
    (known === 'unitPrice' || known === 'quantity')
  )
    return null;
  const pieces = numbersOf(row, decimalMark).filter(({ start, end }) => end <= total.start || start >= total.end);
  const product = productOf(pieces, total.value, columns, row);
  const used = [
    ...amounts.map(({ start, end }) => ({ start, end })),
    ...(product ? [product.quantity, product.unitPrice].flatMap((each) => each ?? []) : []),
    ...pieces.filter((piece) => isColumn(columns, piece, ['quantity', 'unitPrice', 'discount', 'tax'])),
  ];
  const { description, code } = wordsOf(row, used, columns);
  const inQuantity = pieces.find((piece) => isColumn(columns, piece, ['quantity']));
  return {
    row,
    ...{ description, code },
    quantity: product?.quantity?.value ?? inQuantity?.value ?? null,
    unitPrice: product?.unitPrice?.value ?? null,
    discount: product?.discount ?? null,
    taxRate: rateOf(row.plain.slice(0)) ?? null,
    total: total.value,
    choices: amounts.map(({ value }) => value),
  };
}

const isColumn = (columns: Column[], piece: { left: number; right: number }, meanings: Column['meaning'][]) => {
  const column = columnOf(columns, piece);
  return column !== null && meanings.includes(column.meaning);
};

/** All numbers of a row. */
export function numbersOf(row: PrintedRow, decimalMark: '.' | ','): Piece[] {
  return [...row.text.matchAll(number)].flatMap((match) => {
    const parsed = parseNumber(match[0], decimalMark);
    const [start, end] = [match.index, match.index + match[0].length];
    const { left, right } = spanOf(row, start, end);
    return parsed ? { ...parsed, start, end, left, right } : [];
  });
}

type Product = { quantity: Piece | null; unitPrice: Piece | null; discount: string | null };

/** Two numbers of the row whose product is its total, perhaps less a discount that the row tells. */
function productOf(pieces: Piece[], total: Decimal, columns: Column[], row: PrintedRow): Product | null {
  let best: { product: Product; score: number } | null = null;
  for (const quantity of pieces) {
    for (const unitPrice of pieces) {
      if (quantity === unitPrice || quantity.value.isZero() || quantity.value.gt(100_000)) continue;
      const full = quantity.value.times(unitPrice.value);
      const within = quantity.digits > 0 ? '0.02' : '0.006';
      const isFull = full.minus(total.abs()).abs().lte(within);
      const discount = isFull ? null : discountOf(full, total.abs(), pieces, row);
      if (!isFull && discount === null) continue;
      const score =
        (isColumn(columns, quantity, ['quantity']) ? 3 : 0) +
        (isColumn(columns, unitPrice, ['unitPrice']) ? 3 : 0) +
        (unitPrice.digits >= 2 ? 1 : 0) +
        (quantity.digits === 0 ? 0.6 : 0) +
        (unitPrice.start > quantity.start ? 0.4 : 0) +
        (new RegExp(String.raw`^\s?${UNIT}(?![a-z])`, 'i').test(row.plain.slice(quantity.end)) ? 1 : 0) -
        (isFull ? 0 : 1.5);
      if (!best || score > best.score) best = { product: { quantity, unitPrice, discount }, score };
    }
  }
  // One and its own price proves nothing by itself; it must stand where quantities and prices do.
  return best && best.score >= 1 ? best.product : null;
}

function discountOf(full: Decimal, total: Decimal, pieces: Piece[], row: PrintedRow): string | null {
  if (full.lte(total)) return null;
  const off = full.minus(total);
  const percent = /(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?)\s?%/g;
  const rates = [
    ...[...row.plain.matchAll(percent)].map((match) => (match[1] ?? '').replace(',', '.')),
    ...pieces.filter(({ value }) => value.gt(0) && value.lt(100)).map(({ value }) => value.toString()),
  ];
  const rate = rates.find((each) => full.times(decimal(each)).div(100).minus(off).abs().lte('0.02'));
  return rate === undefined ? null : off.toFixed(2);
}

/** What of a row is words, with a code apart where a column of codes stands above it. */
function wordsOf(
  row: PrintedRow,
  used: { start: number; end: number }[],
  columns: Column[],
): { description: string; code: string | null } {
  let code: string | null = null;
  const kept: string[] = [];
  const firstAmount = Math.max(...used.map(({ start }) => start), 0);
  row.words.forEach((word, index) => {
    const start = row.starts[index] ?? 0;
    const end = start + word.text.length;
    if (used.some((part) => part.start < end && part.end > start)) return;
    const isLetter = /\p{L}{2}/u.test(word.text);
    const column = columnOf(columns, word);
    // Units, codes of taxes, signs of currencies.
    if (!isLetter && start > firstAmount - 3) return;
    if (/^(%|[€$£]|EUR|USD|GBP|@|x|×|\*|\d+(?:[.,]\d+)?%)$/i.test(word.text)) return;
    const before = used.find((part) => part.end === start - 1 || part.end === start);
    if (before && kept.length === 0 && new RegExp(`^${UNIT}$`, 'i').test(word.text)) return;
    if (column?.meaning === 'tax' && (/^\d/.test(word.text) || word.text.length <= 3)) return;
    if (
      kept.length === 0 &&
      code === null &&
      /\d/.test(word.text) &&
      (column?.meaning === 'code' ||
        (index === 0 && /^\d{1,3}[.)]?$/.test(word.text) && columns.length > 0) ||
        // Tills print the number of an article before it.
        (index === 0 && columns.length === 0 && /^\d{4,14}$/.test(word.text) && /\p{L}{2}/u.test(row.text)))
    ) {
      code = word.text;
      return;
    }
    kept.push(word.text);
  });
  const description = kept
    .join(' ')
    .replace(/^[\s|:;,.*\-–]+|[\s|:;,*\-–@]+$/g, '')
    .trim();
  return { description, code: code !== null && /^\d{1,3}[.)]?$/.test(code) ? null : code };
}

/** `2 x 1,29` or `0,534 kg x 1,99 EUR/kg` in a row of its own, told of the line before or behind it. */
export function quantityRow(row: PrintedRow, decimalMark: '.' | ','): { quantity: Decimal; unitPrice: Decimal } | null {
  const form = new RegExp(
    String.raw`^\W*(?:qty\W*)?(\d{1,5}(?:[.,]\d{1,4})?)\s*${UNIT}?\.?\s*(?:x|@|×|\*|for|a)\s*(?:[€$£]|eur|usd)?\s*(\d{1,6}[.,]\d{2,4})`,
  );
  const match = form.exec(row.plain);
  if (!match || row.plain.replace(/[^a-z]/g, '').length > 14) return null;
  const quantity = parseNumber(match[1] ?? '', decimalMark);
  const unitPrice = parseNumber(match[2] ?? '', decimalMark);
  return quantity && unitPrice ? { quantity: quantity.value, unitPrice: unitPrice.value } : null;
}

const MAX_DESCRIPTION = 480;

/** A word of letters in which a zero was seen for one: `R00m`. */
function withLetters(word: string): string {
  if (word.replaceAll('0', '').length < 2) return word;
  return word.replace(/(?<=\p{L}|\p{L}0)0(?=0?\p{L})/gu, (zero, at: number) =>
    /\p{Lu}/u.test(word.slice(at).replaceAll('0', '').charAt(0)) ? 'O' : zero && 'o',
  );
}

export function toReadLine(line: LineRow): ReadLine {
  const { row, description, code, quantity, unitPrice, discount, taxRate, total } = line;
  return {
    description: description.replace(/[\p{L}0]{3,}/gu, withLetters).slice(0, MAX_DESCRIPTION),
    code: code?.slice(0, 100) ?? null,
    quantity: quantity?.toFixed() ?? null,
    unitPrice: unitPrice?.toFixed() ?? null,
    discount,
    taxRate,
    tax: null,
    total: total.toFixed(2),
    place: spanOf(row, 0, row.text.length).place,
  };
}
