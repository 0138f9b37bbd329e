import { addDays, type CalendarDate, compareDates } from '../calendar-date.ts';
import { bestOf, type Candidate, type Found } from './found-values.ts';
import { type DateMeaning, dateLabels } from './labels.ts';
import { blurredDatesOf, type DateOrder, datesOf, type PrintedDate } from './printed-dates.ts';
import { overlaps, type PrintedRow, type PrintedText, spanOf, sureness } from './printed-text.ts';
import type { ReadSource } from './reading.ts';

export type DocumentDates = {
  date: Found<CalendarDate> | null;
  dueDate: Found<CalendarDate> | null;
  terms: Found<string> | null;
  /** The date as it would be with day and month in the other order, where nothing decides. */
  swapped: CalendarDate | null;
};

export type DateKnowledge = {
  order: DateOrder /** Whether the order is more than a guess. */;
  isOrderSure: boolean;
  today: CalendarDate | null;
};

const wordScores: Record<DateMeaning, number> = { issued: 5.5, date: 3, due: -5, other: -3.5 };
const DATE_IS_SURE = 6.5;
const DUE_IS_SURE = 5;

/** The day of the document, and when it is to be paid, by the words at its dates. */
export function documentDates(printed: PrintedText, source: ReadSource, known: DateKnowledge): DocumentDates {
  const { rows } = printed;
  const printedDates = rows.flatMap((row) => datesOf(row, known.order).map((date) => ({ date, row })));
  // Where a machine has seen none, strokes may have been taken for digits.
  const all =
    printedDates.length > 0 || !printed.isSeen
      ? printedDates
      : rows.flatMap((row) => blurredDatesOf(row, known.order).map((date) => ({ date, row })));
  const meant = all.map(({ date, row }) => ({ date, row, meaning: meaningOf(printed, row, date, known.order) }));
  const counts = new Map<string, number>();
  for (const { date } of meant) counts.set(date.value, (counts.get(date.value) ?? 0) + 1);
  const candidates = meant.map(({ date, row, meaning }): Candidate<CalendarDate> => {
    const hasTime = /(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)/.test(row.text.slice(date.end)) || /\d{1,2}:\d{2}/.test(row.text);
    const isFuture = known.today !== null && compareDates(date.value, addDays(known.today, 7)) > 0;
    const score =
      (date.isBare ? -0.5 : 2.2) +
      (meaning ? wordScores[meaning] : 0) +
      (/((?<![a-z])(invoice|receipt|facture|factuur|fattura|factura|bill)|rechnung)(?![a-z])/.test(row.plain)
        ? 0.8
        : 0) +
      (hasTime ? 1.4 : 0) +
      Math.min(1.2, ((counts.get(date.value) ?? 1) - 1) * 0.5) -
      (row.index / Math.max(1, rows.length)) * 1.5 -
      (isFuture ? 2.5 : 0);
    return { value: date.value, score, ...at(row, date) };
  });
  const date = bestOf(
    candidates.filter(({ score }) => score > (printedDates.length > 0 ? -1 : -4)),
    DATE_IS_SURE,
    source,
  );
  const chosen = meant.find((each) => each.date.value === date?.value)?.date;
  const dues = meant
    .filter(({ meaning, date: each }) => meaning === 'due' && (!date || compareDates(each.value, date.value) >= 0))
    .map(({ date: each, row }) => ({ value: each.value, score: 5, ...at(row, each) }));
  const terms = termsOf(printed);
  if (date && dues.length === 0 && terms?.days != null) {
    dues.push({ ...terms.candidate, value: addDays(date.value, terms.days), score: 3 });
  }
  const swapped = known.isOrderSure ? null : (chosen?.swapped ?? null);
  return {
    date: date && swapped ? { ...date, confidence: Math.min(date.confidence, 0.5) } : date,
    dueDate: bestOf(dues, DUE_IS_SURE, source),
    terms: bestOf(terms ? [terms.candidate] : [], 4, source),
    swapped,
  };
}

function at(row: PrintedRow, { start, end }: { start: number; end: number }) {
  return { place: spanOf(row, start, end).place, sureness: sureness(row, start, end) };
}

/** By the last label before the date in its row, or that above it. */
function meaningOf(printed: PrintedText, row: PrintedRow, date: PrintedDate, order: DateOrder): DateMeaning | null {
  const before = datesOf(row, order).filter(({ end }) => end <= date.start);
  const from = before.at(-1)?.end ?? 0;
  const left = row.plain.slice(from, date.start);
  const own = lastLabel(left);
  if (own) return own;
  const column = spanOf(row, date.start, date.end);
  for (let index = row.index - 1; index >= Math.max(0, row.index - 3); index--) {
    const above = printed.rows[index];
    if (!above || above.page !== row.page || row.top - above.bottom > 3 * printed.rowHeight) break;
    const cell = above.cells.find((each) => overlaps(each, column));
    if (!cell) continue;
    // Words that have a date of their own are at that one: `return within 28 days, until 1 May`.
    const hasOwn = datesOf(above, order).some(({ start, end }) => start < cell.end && end > cell.start);
    const label = hasOwn ? null : lastLabel(above.plain.slice(cell.start, cell.end));
    if (label) return label;
    break;
  }
  // The words may stand behind it: `05/07/2015 due`.
  return before.length > 0 && /^\s*(-|to|bis|au|until|–)\s*$/.test(left) ? 'other' : null;
}

const MAX_LABEL_DISTANCE = 24;

function lastLabel(plain: string): DateMeaning | null {
  const labels = dateLabels(plain);
  const last = labels.at(-1);
  if (!last || plain.length - last.end > MAX_LABEL_DISTANCE) return null;
  // `date` beside a surer word adds nothing to it: `due date`, `date of issue`.
  const surer = labels.filter(({ end, meaning }) => meaning !== 'date' && plain.length - end < MAX_LABEL_DISTANCE);
  return surer.at(-1)?.meaning ?? last.meaning;
}

/** `30 days net`, `14 Tage`, `due on receipt`. */
const termForms: readonly RegExp[] = [
  /(?:net|within|innerhalb(?: von)?|binnen|terms:?|sous|a|in|strictly)\s*(\d{1,3})\s*(?:calendar\s)?(?:days?|tagen?|jours|dagen|giorni|dias)(?:\s*(?:net(?:to|t)?|from (?:date of )?invoice|end of month|eom))?/,
  /(\d{1,3})\s*(?:days?|tagen?|jours|dagen|giorni|dias)\s*(?:net(?:to|t)?|date of invoice|from (?:date of )?invoice|after invoice|fin de mois|nach rechnungs\w*|ohne abzug|end of month|eom)/,
  /(?:terms|zahlungsbedingung(?:en)?|zahlungsziel|conditions? de paiement|betalingstermijn|pagamento|forma de pago)[\s:]*(?:of payment[\s:]*)?(\d{1,3})\s*(?:days?|tagen?|jours|dagen|giorni|dias)/,
  /(?<![a-z])(?:net|n)\s?(\d{1,3})(?!\d|[.,]\d)(?=\s|$)/,
  /(?:due|payable) (?:up)?on receipt|sofort fallig|zahlbar sofort|cash on delivery|payment on receipt|a reception/,
];

function termsOf({ rows }: PrintedText): { candidate: Candidate<string>; days: number | null } | null {
  for (const form of termForms) {
    for (const row of rows) {
      const match = form.exec(row.plain);
      // What may be brought back within so many days is not paid within them.
      if (!match || /(?<![a-z])(returns?|refunds?|exchanges?d?|umtausch|retour\w*)(?![a-z])/.test(row.plain)) continue;
      const days = match[1] === undefined ? 0 : Number(match[1]);
      if (days > 180) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      const isEndOfMonth = /end of month|eom|fin de mois/.test(match[0]);
      const candidate = { value: row.text.slice(start, end).trim(), score: 3.5, ...at(row, { start, end }) };
      return { candidate, days: isEndOfMonth ? null : days };
    }
  }
  return null;
}
