import type { Decimal } from 'decimal.js';
import { decimal, sum } from '../money.ts';
import type { ModelAnswer } from './model-answer.ts';
import { amountsOf } from './printed-amounts.ts';
import { datesOf } from './printed-dates.ts';
import { type PrintedText, printedText, spanOf } from './printed-text.ts';
import { MAX_ALTERNATIVES, type Place, type ReadField, type Reading, type ReadLine, type ReadPage } from './reading.ts';
import { nameLetters } from './supplier.ts';
import { placeAround, type TextPage, toRow } from './text-page.ts';

/** A model may be wrong in ways that no arithmetic shows, so what only it says is never sure enough for nobody to be asked. */
const MODEL_IS = 0.75;
/** What our rules found too. */
const AGREED = 0.88;
/** What is read more surely than this is not asked about. */
const SURE = 0.9;

/** Whether a model could add to what was read of a document. */
export function needsModel({ fields, linesOff }: Reading): boolean {
  const isSure = (field: ReadField) => (fields[field]?.confidence ?? 0) >= SURE;
  return !isSure('date') || !isSure('total') || !isSure('supplierName') || (linesOff !== null && linesOff !== '0');
}

/**
 * The reading with what a model says beside it. Of that only values are taken that stand in the words of the document, and
 * amounts only where net, tax and total, or the lines, agree with them; a value that was read surely is never replaced.
 */
export function withModel(reading: Reading, pages: readonly ReadPage[], answer: ModelAnswer): Reading {
  const printed = printedText(pages.map(toTextPage));
  const fields = { ...reading.fields };
  const take = (field: ReadField, value: string | null | undefined, place: Place | null | undefined) => {
    if (!value || place === undefined) return;
    const found = fields[field];
    if (found?.value === value) {
      Object.assign(fields, { [field]: { ...found, confidence: Math.max(found.confidence, AGREED) } });
      return;
    }
    if (found && found.confidence >= SURE) return;
    const others = found ? [{ ...found, alternatives: undefined }, ...found.alternatives] : [];
    const alternatives = others
      .filter((other) => other.value !== value)
      .map(({ value: other, confidence, source, place: at }) => ({ value: other, confidence, source, place: at }))
      .slice(0, MAX_ALTERNATIVES);
    Object.assign(fields, { [field]: { value, confidence: MODEL_IS, source: 'model', place, alternatives } });
  };
  for (const field of ['supplierName', 'supplierTaxNumber', 'number', 'purchaseOrder'] as const) {
    const value = answer[field]?.trim();
    take(field, value, value ? textPlace(printed, value, field === 'supplierName') : undefined);
  }
  for (const field of ['date', 'dueDate'] as const) take(field, answer[field], datePlace(printed, answer[field]));
  take('currency', answer.currency, currencyPlace(printed, answer.currency));
  const money = agreedMoney(printed, answer);
  for (const field of ['net', 'tax', 'total'] as const) take(field, money?.[field]?.value, money?.[field]?.place);
  const kept = { ...reading, fields };
  return linesOfModel(printed, kept, answer) ?? kept;
}

function toTextPage({ source, rows }: ReadPage, page: number): TextPage {
  // How high a page is in its widths is not kept; of paper it is about this, and rows are told apart all the same.
  const height = 1.4;
  const words = rows.map((row) =>
    row.map(({ text, ...box }) => ({
      text,
      ...{
        left: box.left,
        right: box.left + box.width,
        top: box.top * height,
        bottom: (box.top + box.height) * height,
      },
      confidence: 1,
      place: { page, ...box },
    })),
  );
  return { source, height, rows: words.filter((row) => row.length > 0).map(toRow) };
}

/** Where words stand, letter for letter, in one row or two; undefined where they don't. */
function textPlace({ rows }: PrintedText, value: string, isName: boolean): Place | null | undefined {
  const wanted = nameLetters(value);
  if (wanted.length < 2) return undefined;
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1];
    for (const words of [row.words, next?.page === row.page ? [...row.words, ...next.words] : []]) {
      const letters = words.map(({ text }) => nameLetters(text));
      const at = letters.join('').indexOf(wanted);
      if (at < 0) continue;
      const starts = letters.map((_, word) => letters.slice(0, word).join('').length);
      const end = at + wanted.length;
      // A part of a longer number is another number; readers lose spaces between the words of a name.
      const isWhole = starts.includes(at) && (starts.includes(end) || end === letters.join('').length);
      if (!isWhole && !(isName && wanted.length >= 6)) continue;
      const touched = words.filter((_, word) => {
        const from = starts[word] ?? 0;
        return from < end && from + (letters[word]?.length ?? 0) > at;
      });
      return placeAround(touched.map(({ place }) => place));
    }
  }
  return undefined;
}

function datePlace({ rows }: PrintedText, value: string | null | undefined): Place | null | undefined {
  if (!value) return undefined;
  for (const row of rows) {
    for (const order of ['dayFirst', 'monthFirst'] as const) {
      const found = datesOf(row, order).find((each) => each.value === value);
      if (found) return spanOf(row, found.start, found.end).place;
    }
  }
  return undefined;
}

const currencySigns: Readonly<Record<string, string>> = { EUR: '€', GBP: '£', JPY: '¥' };

/** By its code, or by its sign; a dollar is that of many. */
function currencyPlace({ rows }: PrintedText, code: string | null | undefined): Place | null | undefined {
  if (!code || !/^[A-Z]{3}$/.test(code)) return undefined;
  const sign = currencySigns[code] ?? (code.endsWith('D') ? '$' : code);
  const row = rows.find(({ text }) => new RegExp(`(?<![A-Z])${code}(?![A-Z])`).test(text) || text.includes(sign));
  return row ? null : undefined;
}

type Printed = { value: string; place: Place | null };

function printedAmount(printed: PrintedText, value: string | null | undefined): Printed | undefined {
  if (!value) return undefined;
  const wanted = decimal(value);
  for (const row of printed.rows) {
    const found = amountsOf(row, printed).find((amount) => amount.value.eq(wanted));
    if (found) return { value: wanted.toFixed(2), place: found.place };
  }
  return undefined;
}

/** Net, tax and total that stand there and agree, or a total that its lines come to. */
function agreedMoney(printed: PrintedText, answer: ModelAnswer) {
  const total = printedAmount(printed, answer.total);
  if (!total) return null;
  const tax = printedAmount(printed, answer.tax);
  // The net is often told by the other two alone.
  const net = printedAmount(printed, answer.net);
  const whole = decimal(total.value);
  if (net && tax && decimal(net.value).plus(tax.value).eq(whole)) return { net, tax, total };
  const lines = answer.lines?.flatMap((line) => line.total ?? []) ?? [];
  if (lines.length === 0 || !lines.every((line) => printedAmount(printed, line))) return null;
  const added = sum(lines);
  const isWithTax = added.eq(whole);
  const isWithout = tax !== undefined && added.plus(tax.value).eq(whole);
  if (!isWithTax && !isWithout) return null;
  return { total, tax: isWithout ? tax : undefined, net: undefined };
}

/** The lines of a model in the place of ours that do not add up: each stands there, and together they are net or total. */
function linesOfModel(printed: PrintedText, reading: Reading, answer: ModelAnswer): Reading | null {
  if (reading.linesOff === '0' || !answer.lines || answer.lines.length === 0) return null;
  const total = reading.fields.total?.value;
  if (!total || answer.lines.some((line) => !line.total || !line.description)) return null;
  const left = new Map<string, number>();
  for (const row of printed.rows) {
    for (const { value } of amountsOf(row, printed)) left.set(value.toFixed(2), (left.get(value.toFixed(2)) ?? 0) + 1);
  }
  const lines: ReadLine[] = [];
  for (const line of answer.lines) {
    const own = decimal(line.total ?? '0');
    const key = own.toFixed(2);
    const place = rowPlace(printed, line.description ?? '', own);
    if ((left.get(key) ?? 0) < 1 || place === undefined) return null;
    left.set(key, (left.get(key) ?? 0) - 1);
    const isProduct =
      line.quantity && line.unitPrice && decimal(line.quantity).times(line.unitPrice).minus(own).abs().lte('0.02');
    lines.push({
      ...{ description: (line.description ?? '').slice(0, 480), code: null, discount: null, taxRate: null, tax: null },
      ...{ quantity: (isProduct && line.quantity) || null, unitPrice: (isProduct && line.unitPrice) || null },
      ...{ total: key, place },
    });
  }
  const added = sum(lines.map((line) => line.total ?? '0'));
  const tax = decimal(reading.fields.tax?.value ?? '0');
  const isWithTax = added.eq(total);
  if (!isWithTax && !added.plus(tax).eq(total)) return null;
  return {
    ...reading,
    ...{ lines, linesOff: '0', linesWithTax: tax.isZero() ? null : isWithTax },
    warnings: reading.warnings.filter(({ code }) => code !== 'linesDoNotAddUp'),
  };
}

/** The row with an amount, where most words of a description stand in it or above it. */
function rowPlace(printed: PrintedText, description: string, total: Decimal): Place | null | undefined {
  const words = description
    .split(/\s+/)
    .map(nameLetters)
    .filter((word) => word.length > 1);
  for (const row of printed.rows) {
    if (!amountsOf(row, printed).some(({ value }) => value.eq(total))) continue;
    const near = printed.rows.slice(Math.max(0, row.index - 2), row.index + 2).map(({ text }) => nameLetters(text));
    const standing = words.filter((word) => near.some((text) => text.includes(word))).length;
    if (standing >= Math.ceil(words.length * 0.7)) return spanOf(row, 0, row.text.length).place;
  }
  return undefined;
}
