import { bestOf, type Candidate, type Found } from './found-values.ts';
import { type Label, type NumberMeaning, numberLabels } from './labels.ts';
import { datesOf } from './printed-dates.ts';
import { overlaps, type PrintedRow, type PrintedText, spanOf, sureness } from './printed-text.ts';
import type { ReadSource } from './reading.ts';

const scores: Record<NumberMeaning, number> = { invoice: 7, loose: 4.5, receipt: 3, bare: 4, order: 5 };
const NUMBER_IS_SURE = 8;

/** The document's own number, and that of the order it follows. */
export function documentNumbers(
  printed: PrintedText,
  source: ReadSource,
): { number: Found<string> | null; purchaseOrder: Found<string> | null } {
  const found = printed.rows.flatMap((row) =>
    labelsOf(row.plain).flatMap((label) => {
      const value = labelledValue(printed, row, label);
      // So short a number is believed only where it is said to be that of the document.
      const isShort = value !== null && /^\d{1,2}$/.test(value.value) && label.meaning !== 'invoice';
      return value && !isShort ? { ...value, meaning: label.meaning, row: row.index } : [];
    }),
  );
  const last = Math.max(1, printed.rows.length);
  const toCandidate = ({ row, meaning, score, ...value }: (typeof found)[number]): Candidate<string> => ({
    ...value,
    score: scores[meaning] + score - row / last,
  });
  return {
    number: bestOf(found.filter(({ meaning }) => meaning !== 'order').map(toCandidate), NUMBER_IS_SURE, source),
    purchaseOrder: bestOf(found.filter(({ meaning }) => meaning === 'order').map(toCandidate), 6, source),
  };
}

/** Labels, but not what begins a number itself: `INV-100`, `PO3146`. */
const labelsOf = (plain: string) =>
  numberLabels(plain).filter(({ start, end }) => {
    const isShort = end - start <= 3;
    return !/^[-_/]\w*\d/.test(plain.slice(end)) && !(isShort && /^\d/.test(plain.slice(end)));
  });

type Value = Omit<Candidate<string>, 'score'> & { /** What its place adds. */ score: number };

/** Between a label and its value: `No.:`, `#`, `n°`. */
const GLUE = String.raw`[\s:#.\-–—=>°º№|*]*(?:(?:number|num|numero|nummer|no|nr|n|id|ref)(?![a-z])[\s:#.\-–°º]*)?`;
const form = new RegExp(String.raw`^${GLUE}([A-Za-z0-9][A-Za-z0-9/_.\-\\]*)`, 'i');

/** The value at a label: behind it in its cell, in the next cell, or below. */
function labelledValue(printed: PrintedText, row: PrintedRow, label: Label<NumberMeaning>): Value | null {
  const cell = row.cells.find(({ start, end }) => label.start >= start && label.start < end);
  if (!cell) return null;
  // `Number` alone is the document's; behind other words it is that of a phone or an account.
  if (label.meaning === 'bare' && /\w/.test(row.plain.slice(cell.start, label.start))) return null;
  const inCell = valueAt(row, label.end, cell.end);
  if (inCell) return { ...inCell, score: 1 };
  // Words behind the label make another of it: `invoice date`, `order summary`.
  if (
    /[a-z]{2,}/.test(
      row.plain.slice(label.end, cell.end).replace(/(?<![a-z])(number|num|numero|nummer|no|nr|id|ref)(?![a-z])/g, ''),
    )
  ) {
    return null;
  }
  const next = row.cells[row.cells.indexOf(cell) + 1];
  const isLabelled = next && labelsOf(row.plain.slice(next.start, next.end)).length > 0;
  const beside = next && !isLabelled ? valueAt(row, next.start, next.end) : null;
  if (beside) return { ...beside, score: 0.6 };
  for (const below of printed.rows.slice(row.index + 1, row.index + 4)) {
    if (below.page !== row.page || below.top - row.bottom > 3 * printed.rowHeight) break;
    const under = below.cells.find((each) => overlaps(each, cell));
    if (!under) continue;
    const value = valueAt(below, under.start, under.end);
    return value && { ...value, score: 0.3 };
  }
  return null;
}

function valueAt(row: PrintedRow, from: number, until: number): Omit<Value, 'score'> | null {
  const match = form.exec(row.text.slice(from, until));
  const written = match?.[1]?.replace(/[.\-/\\_]+$/, '') ?? '';
  if (!match || !isNumber(written)) return null;
  const start = from + match[0].length - (match[1]?.length ?? 0);
  const end = start + written.length;
  const isDate = datesOf(row, 'dayFirst').some((date) => date.start < end && start < date.end && !date.isBare);
  // An amount, a rate, a phone number, or the first part of a date in words.
  const rest = row.text.slice(end);
  if (
    isDate ||
    /^\d+[.,]\d{2}$/.test(written) ||
    /^\s?%|^:\d\d/.test(rest) ||
    (/^\+?\d{1,3}$/.test(written) && /^\s\(?\d{2,}/.test(rest))
  )
    return null;
  return { value: written, place: spanOf(row, start, end).place, sureness: sureness(row, start, end) };
}

/** Has a digit, is no page of pages, and is of a length that numbers have. */
const isNumber = (written: string) => /\d/.test(written) && written.length >= 2 && written.length <= 30;
