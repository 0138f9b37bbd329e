import type { Decimal } from 'decimal.js';
import { decimal } from '../money.ts';
import { type PrintedRow, type PrintedText, spanOf, sureness } from './printed-text.ts';
import type { Place } from './reading.ts';

/** An amount of money as printed in a row. */
export type PrintedAmount = {
  value: Decimal;
  /** Digits after the decimal mark. */
  digits: number;
  row: number;
  start: number;
  end: number;
  left: number;
  right: number;
  place: Place | null;
  /** The sign or code that stands at it. */
  currency: string | null;
  sureness: number;
};

const CURRENCY = String.raw`[A-Z]{1,2}\$|[$£€¥]|EUR|USD|GBP|AUD|NZD|CAD|SGD|CHF|HKD|ZAR|MYR|RM`;
const NUMBER = String.raw`\d{1,4}\.\d{2}(?=\d{3}(?!\d))|\d{1,3}(?:[,.'’\u00a0]\d{3})+(?:[.,][\dOo]{1,4})?|\d+[.,]\d[DQ](?=[A-Z]{0,2}(?!\w))|\d+[.,][\dOo]{1,4}|\d+\s[.,]\s?\d{2}|\d+[.,]\s\d{2}|[.,]\d{2}|\d+(?:[.,][-–—]{1,2})?`;
const form = new RegExp(
  String.raw`(?<![\w.,:/#-]|[A-Za-z]\s?#)(?<open>\()?(?<minus>[-−–]\s?)?(?<before>(?:${CURRENCY})\s?)?(?<inner>[-−–]\s?)?(?<number>${NUMBER})(?<trailing>\s?[-−](?![\d\w])|-(?=[A-Z]\b))?(?<close>\))?(?<after>\s?(?:${CURRENCY})(?![A-Za-z]))?`,
  'g',
);

/** The amounts of a row, from left to right: with decimals, or with a currency; neither rates nor dates nor times. */
export function amountsOf(row: PrintedRow, { decimalMark }: Pick<PrintedText, 'decimalMark'>): PrintedAmount[] {
  const { text } = row;
  const found: PrintedAmount[] = [];
  form.lastIndex = 0;
  for (let match = form.exec(text); match; match = form.exec(text)) {
    const { open, minus, before, inner, number = '', trailing, close } = match.groups ?? {};
    // A sign behind an amount that has one before it, or right at another number, is the next one's: `£256.09 £51.22`.
    const behind = match.groups?.after;
    const isNexts = behind !== undefined && (before !== undefined || /^\d/.test(text.slice(form.lastIndex)));
    if (isNexts) form.lastIndex -= behind.length;
    const after = isNexts ? undefined : behind;
    const end = form.lastIndex;
    const rest = text.slice(end);
    const currency = (before ?? after)?.trim() ?? null;
    // The number of a department may run into a price: `$3.99102`.
    const isRunInto = before !== undefined && /^\d{3}(?!\d)/.test(rest);
    // Rates, dates, times and longer numbers.
    if (isRunInto) {
      // Its digits are no part of the price.
    } else if (/^\s?%/.test(rest) || /^[.,:/]?\d|^[.,/]\d|^-\d/.test(rest) || /^[:/]\d/.test(rest)) continue;
    const parsed = parseNumber(number, decimalMark);
    if (!parsed) continue;
    // `EUR0/kg` is a head of a column.
    if (parsed.digits === 0 && parsed.value.isZero()) continue;
    if (parsed.digits === 0 && !currency && !/[-–—]$/.test(number)) continue;
    if (parsed.digits === 1 && !currency) continue;
    // A time of day, a code or a unit: `9.00 Uhr`, `2.00mm`; a letter with a digit at most tells the tax.
    if (/^\s?(uhr|am|pm|h)(?![a-z])/i.test(rest)) continue;
    if (/^[a-z]{2,}|^[a-z]\d|^[A-Z]\d{3}/.test(rest) && !/^(ea|each|pro|per|pcs|eur|usd|gbp)\b/i.test(rest)) continue;
    const isNegative = Boolean(minus ?? inner ?? trailing) || (open !== undefined && close !== undefined);
    const value = isNegative ? parsed.value.neg() : parsed.value;
    const { left, right, place } = spanOf(row, match.index, end);
    const sure = sureness(row, match.index, end);
    const at = { row: row.index, start: match.index, end };
    found.push({ value, digits: parsed.digits, ...at, left, right, place, currency, sureness: sure });
  }
  return found;
}

/** A number as written with either mark; null where it is longer than any amount. */
export function parseNumber(written: string, decimalMark: '.' | ','): { value: Decimal; digits: number } | null {
  const tidy = written
    .replace(/[OoDQ]/g, '0')
    .replace(/\s?([.,])\s?(?=\d{2}$)/, '$1')
    .replace(/[.,][-–—]+$/, '');
  const mark = decimalMarkIn(tidy, decimalMark);
  const at = mark === null ? -1 : tidy.lastIndexOf(mark);
  const whole = (at < 0 ? tidy : tidy.slice(0, at)).replace(/\D/g, '');
  const fraction = at < 0 ? '' : tidy.slice(at + 1).replace(/\D/g, '');
  if (whole.length > 9 || (whole === '' && fraction === '')) return null;
  return { value: decimal(`${whole || '0'}${fraction ? `.${fraction}` : ''}`), digits: fraction.length };
}

function decimalMarkIn(number: string, usual: '.' | ','): '.' | ',' | null {
  const [point, comma] = [number.lastIndexOf('.'), number.lastIndexOf(',')];
  if (point < 0 && comma < 0) return null;
  const mark = point > comma ? '.' : ',';
  const other = mark === '.' ? ',' : '.';
  const count = number.split(mark).length - 1;
  if (count > 1) return null;
  const after = number.length - 1 - Math.max(point, comma);
  if (number.includes(other) || /['’\u00a0 ]/.test(number)) return mark;
  // `1,234` is more than a thousand unless the document's decimals stand after such a mark.
  return after === 3 && mark !== usual && /^[1-9]/.test(number) ? null : mark;
}

/** Whether two amounts are the same but for cents lost by rounding. */
export const isNear = (one: Decimal, other: Decimal, within: string = '0.005') => one.minus(other).abs().lte(within);
