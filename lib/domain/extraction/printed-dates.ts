import { type CalendarDate, toCalendarDate } from '../calendar-date.ts';
import type { PrintedRow } from './printed-text.ts';

export type DateOrder = 'dayFirst' | 'monthFirst';

/** A date as printed. Where day and month could change places, `swapped` is the other date that it may be. */
export type PrintedDate = {
  value: CalendarDate;
  swapped: CalendarDate | null;
  row: number;
  start: number;
  end: number;
  /** Digits alone, which may be another number. */
  isBare: boolean;
};

const monthNames: readonly (readonly string[])[] = [
  ['jan', 'january', 'januar', 'janner', 'janvier', 'janv', 'januari', 'gennaio', 'gen', 'enero', 'ene'],
  ['feb', 'february', 'februar', 'fevrier', 'fev', 'fevr', 'februari', 'febbraio', 'febrero'],
  ['mar', 'march', 'marz', 'mrz', 'maerz', 'mars', 'maart', 'mrt', 'marzo'],
  ['apr', 'april', 'avril', 'avr', 'aprile', 'abril', 'abr'],
  ['may', 'mai', 'mei', 'maggio', 'mag', 'mayo'],
  ['jun', 'june', 'juni', 'juin', 'giugno', 'giu', 'junio'],
  ['jul', 'july', 'juli', 'juillet', 'juil', 'luglio', 'lug', 'julio'],
  ['aug', 'august', 'aout', 'augustus', 'agosto', 'ago'],
  ['sep', 'sept', 'september', 'septembre', 'settembre', 'set', 'septiembre'],
  ['oct', 'october', 'okt', 'oktober', 'octobre', 'ottobre', 'ott', 'octubre'],
  ['nov', 'november', 'novembre', 'noviembre'],
  ['dec', 'december', 'dez', 'dezember', 'decembre', 'dicembre', 'dic', 'diciembre'],
];
const monthOf = new Map(monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

/** What is seen for a letter of a month's name: `0ct`, `Ju1`. */
const seenAs: Record<string, string> = { '0': 'o', '1': 'l', '5': 's', '8': 'b', '6': 'g', '9': 'g' };

const FIRST_YEAR = 1995;
const LAST_YEAR = 2060;

/** All dates of a row. The row's own text is read without its accents, letter for letter. */
export function datesOf(row: PrintedRow, order: DateOrder): PrintedDate[] {
  // Readers see letters for zeros between digits, and no space between date and time.
  const text = row.plain
    .replace(/(?<=[\d/.-])o(?=[\d/.-])|(?<=\d)o(?=\b)|\bo(?=\d[/.-])/g, '0')
    .replace(/\|/g, ' ')
    .replace(/0(?=[ck]t)|(?<=ju)1|5(?=ep)|(?<=fe)8|(?<=au)[69](?![a-z]{2})/g, (seen) => seenAs[seen] ?? seen);
  const found: PrintedDate[] = [];
  const add = (
    match: RegExpExecArray,
    value: CalendarDate | null,
    swapped: CalendarDate | null = null,
    isBare = false,
  ) => {
    const [start, end] = [match.index, match.index + match[0].length];
    if (!value || found.some((other) => other.start < end && start < other.end)) return;
    found.push({ value, swapped: swapped === value ? null : swapped, row: row.index, start, end, isBare });
  };
  for (const match of text.matchAll(
    /(?<![\d]|\d[.,/])((?:19|20)\d{2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?=t?\d{2}:\d{2}|t\d|[^\d]|$)/g,
  )) {
    add(match, toDate(match[1], match[3], match[4]));
  }
  const numeric =
    /(?<!\d|\d[.,/])(\d{1,2})\s?([/.\-'])\s?(\d{1,2})\s?[/.\-']\s?(20[0-4]\d(?=\d)|\d{2}(?=\d{1,2}:\d{2})|(?:\d{4}|\d{2})(?=[^\d]|$)(?![.,/-]\d))/g;
  for (const match of text.matchAll(numeric)) {
    const [, one = '', , other = '', year = ''] = match;
    const [dayFirst, monthFirst] = [toDate(year, other, one), toDate(year, one, other)];
    const [likely, unlikely] = order === 'dayFirst' ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
    if (likely ?? unlikely) add(match, likely ?? unlikely, likely ? unlikely : null);
    // `24-12-31`, year first.
    else if (year.length === 2) add(match, toDate(one, other, year));
  }
  for (const match of text.matchAll(
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s\-/.,]*(?:of\s|de\s)?([a-z]{3,10})[\s\-/.,']*(?:de\s)?((?:20|19)\d{2}|\d{2})(?=\d{1,2}:\d{2}|[^\d]|$)/g,
  )) {
    add(match, toDate(match[3], monthOf.get(match[2] ?? ''), match[1]));
  }
  for (const match of text.matchAll(
    /(?<![a-z])([a-z]{3,10})[\s\-./]*(\d{1,2})(?:st|nd|rd|th)?[\s,.\-/']+((?:20|19)\d{2}|\d{2}(?=\s|$|,))/g,
  )) {
    add(match, toDate(match[3], monthOf.get(match[1] ?? ''), match[2]));
  }
  for (const match of text.matchAll(/(?<![\d.,/-])(20[0-4]\d)([01]\d)([0-3]\d)(?![\d.,])/g)) {
    add(match, toDate(match[1], match[2], match[3]), null, true);
  }
  for (const match of text.matchAll(/(?<![\d.,/-])([0-3]\d)([01]\d)(20[0-4]\d)(?![\d.,])/g)) {
    add(match, toDate(match[3], match[2], match[1]), null, true);
  }
  return found.sort((one, other) => one.start - other.start);
}

/** `06718724` for `06/18/24`: a guess. */
export function blurredDatesOf(row: PrintedRow, order: DateOrder): PrintedDate[] {
  return [...row.plain.matchAll(/(?<![\d.,/-])(\d{2})[71l|](\d{2})[71l|](\d{2})(?![\d.,/-])/g)].flatMap((match) => {
    const [, one = '', other = '', year = ''] = match;
    const [dayFirst, monthFirst] = [toDate(year, other, one), toDate(year, one, other)];
    const value = order === 'dayFirst' ? (dayFirst ?? monthFirst) : (monthFirst ?? dayFirst);
    const [start, end] = [match.index, match.index + match[0].length];
    return value ? [{ value, swapped: null, row: row.index, start, end, isBare: true }] : [];
  });
}

function toDate(
  year: string | undefined,
  month: string | number | undefined,
  day: string | undefined,
): CalendarDate | null {
  if (year === undefined || month === undefined || day === undefined) return null;
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  if (full < FIRST_YEAR || full > LAST_YEAR) return null;
  const two = (part: string | number) => String(Number(part)).padStart(2, '0');
  return toCalendarDate(`${full}-${two(month)}-${two(day)}`);
}

/** Countries that write the month before the day. */
export const monthFirstCountries: readonly string[] = ['US', 'PH'];

/** What the document's own dates prove of their order, by those that could be read one way only. */
export function provenOrder(rows: PrintedRow[]): DateOrder | null {
  let [dayFirst, monthFirst] = [0, 0];
  for (const { plain } of rows) {
    for (const [, one = '', , other = ''] of plain.matchAll(
      /(?<![\d.,/-])(\d{1,2})([/.-])(\d{1,2})\2(?:20\d{2}|\d{2})(?![\d.,/-]*\d)/g,
    )) {
      const [first, second] = [Number(one), Number(other)];
      if (first > 12 && first <= 31 && second >= 1 && second <= 12) dayFirst++;
      if (second > 12 && second <= 31 && first >= 1 && first <= 12) monthFirst++;
    }
  }
  if (dayFirst === monthFirst) return null;
  return dayFirst > monthFirst ? 'dayFirst' : 'monthFirst';
}
