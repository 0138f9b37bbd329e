import { type CalendarDate, toCalendarDate } from './calendar-date.ts';

const MAX_WORDS = 6;

/** An amount whose thousands stand apart. */
const SPACED_AMOUNT = /(?<!\S)-?\d{1,3}(?:\s\d{3})+[.,]\d{2}(?!\S)/gu;

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
/** A date, or a month, with the month's name: its parts stand apart and are one. */
const NAMED_DATE = new RegExp(`(?<!\\S)(?:\\d{1,2}\\s+${MONTH},?|${MONTH}(?:\\s+\\d{1,2},?)?)\\s+\\d{4}(?!\\S)`, 'giu');
/** Stands for the space inside of such a date. */
const TIE = '\u0000';

/** The words of a search; more are not looked for. A date that is written in several is one of them. */
export function wordsOf(search: string): string[] {
  return search
    .replace(SPACED_AMOUNT, (amount) => amount.replace(/\s/gu, ''))
    .replace(NAMED_DATE, (date) => date.replace(/\s+/gu, TIE))
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, MAX_WORDS)
    .map((word) => word.replaceAll(TIE, ' '));
}

/**
 * The amounts that a word may mean, plain and without zeros at their end, in any form of numbers, with or without the
 * cents of a whole one; a minus may be a true one, as in a text that was copied.
 */
export function amountsOf(word: string): string[] {
  const [, sign, whole = '', cents = '00'] =
    /^([-\u2212]?)(\d{1,12}|\d{1,3}(?:[.,'’]\d{3})+|\d[\d.,'’]*(?=[.,]\d{2}$))(?:[.,](\d{2}))?$/.exec(word) ?? [];
  if (whole === '') return [];
  const amount = plain(`${whole.replace(/\D/g, '')}.${cents}`);
  return sign ? [`-${amount}`] : [amount, `-${amount}`];
}

const plain = (amount: string) => amount.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '') || '0';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONGEST_MONTH_DAYS = 31;

/**
 * The days that a word may mean: a date in any form, whichever of day and month is first where that is not clear, or all
 * days of a month with its name and year.
 */
export function daysOfWord(word: string): CalendarDate[] {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word) ?? [];
  if (year && month && day) return days(year, month, day);
  const [, first, second, third] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(word) ?? [];
  if (first && second && third) {
    const full = third.length === 2 ? `20${third}` : third;
    return [...new Set([...days(full, second, first), ...days(full, first, second)])];
  }
  const [, before, name = '', after, named = ''] =
    /^(?:(\d{1,2}) )?([a-z]{3})[a-z]*\.?,?(?: (\d{1,2}),?)? (\d{4})$/i.exec(word) ?? [];
  const number = months.indexOf(name.toLowerCase()) + 1;
  if (number === 0) return [];
  const one = before ?? after;
  if (one !== undefined) return days(named, String(number), one);
  return Array.from({ length: LONGEST_MONTH_DAYS }, (_, index) =>
    days(named, String(number), String(index + 1)),
  ).flat();
}

/** None where there is no such day. */
function days(year: string, month: string, day: string): CalendarDate[] {
  const date = toCalendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date ? [date] : [];
}

/** A word that may be the code of a currency. */
export const currencyOf = (word: string): string | null => (/^[a-z]{3}$/i.test(word) ? word.toUpperCase() : null);

/** What `Item.searchValues` holds of what a word may mean: amounts, dates and currencies are found whole. */
export function valuesOf(word: string): string[] {
  const currency = currencyOf(word);
  return [...amountsOf(word), ...daysOfWord(word), ...(currency ? [currency] : [])];
}
