import { addDays, type CalendarDate, toCalendarDate } from '#lib/domain/calendar-date.ts';

const months = 'january february march april may june july august september october november december'.split(' ');
/** What may stand between day, month and year; with any other sign it is something else, such as an amount. */
const DATE_SIGNS = /^[a-z\d][a-z\d\s/.,-]*$/;

/**
 * Reads a date as bookkeepers type it, day before month: `3/4/26`, `3.4.2026`, `3 apr`, `apr 3 2026`, `12` (of this
 * month), `today`, `yesterday`, `+30` (days from today) and ISO. Null for empty text, undefined when it is not a date.
 */
export function parseDateText(text: string, today: CalendarDate): CalendarDate | null | undefined {
  const typed = text.trim().toLowerCase();
  if (typed === '') return null;
  if (typed === 'today' || typed === 't') return today;
  if (typed === 'yesterday' || typed === 'y') return addDays(today, -1);
  const days = /^([+-]\d{1,3})d?$/.exec(typed);
  if (days) return addDays(today, Number(days[1]));

  if (!DATE_SIGNS.test(typed)) return undefined;
  const [thisYear = '', thisMonth = ''] = today.split('-');
  const parts = typed.match(/\d+|[a-z]+/g) ?? [];
  const named = parts.findIndex((part) => /[a-z]/.test(part));
  if (named >= 0) {
    const month = monthNumber(parts[named] ?? '');
    const [day, year = thisYear, ...rest] = parts.filter((_, index) => index !== named);
    return month && day && rest.length === 0 ? toDate(year, month, day) : undefined;
  }
  const [first = '', second = thisMonth, third = thisYear, ...rest] = parts;
  if (rest.length > 0) return undefined;
  if (parts.length === 1 && first.length === 8) return toDate(first.slice(4), first.slice(2, 4), first.slice(0, 2));
  return first.length === 4 ? toDate(first, second, parts[2] ?? '') : toDate(third, second, first);
}

function monthNumber(word: string): string | null {
  const index = word.length < 3 ? -1 : months.findIndex((month) => month.startsWith(word));
  return index < 0 ? null : String(index + 1);
}

function toDate(year: string, month: string, day: string): CalendarDate | undefined {
  const fullYear = year.length === 2 ? `20${year}` : year;
  return toCalendarDate(`${fullYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) ?? undefined;
}
