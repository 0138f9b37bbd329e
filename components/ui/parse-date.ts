import { addDays, type CalendarDate, toCalendarDate } from '#lib/domain/calendar-date.ts';
import type { DateForm } from '#lib/domain/date-form.ts';

const months = 'january february march april may june july august september october november december'.split(' ');
/** What may stand between day, month and year; with any other sign it is something else, such as an amount. */
const DATE_SIGNS = /^[a-z\d][a-z\d\s/.,-]*$/;

/**
 * Reads a date as bookkeepers type it, day before month unless their form of dates has it otherwise: `3/4/26`, `3.4.2026`, `3 apr`, `apr 3 2026`, `12` (of this
 * month), `today`, `yesterday`, `+30` (days from today) and ISO. Null for empty text, undefined when it is not a date.
 */
export function parseDateText(
  text: string,
  today: CalendarDate,
  form: DateForm = 'named',
): CalendarDate | null | undefined {
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
  const [first = '', second = '', third = thisYear, ...rest] = parts;
  if (rest.length > 0) return undefined;
  if (parts.length === 1) return first.length === 8 ? fromDigits(first, form) : toDate(thisYear, thisMonth, first);
  if (first.length === 4) return toDate(first, second, parts[2] ?? '');
  if (form === 'yearFirst' && parts.length === 3) return toDate(first, second, third);
  return form === 'monthFirst' || form === 'yearFirst' ? toDate(third, first, second) : toDate(third, second, first);
}

/** Eight digits without anything between them. */
function fromDigits(digits: string, form: DateForm): CalendarDate | undefined {
  if (form === 'yearFirst') return toDate(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6));
  const [first, second, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  return form === 'monthFirst' ? toDate(year, first, second) : toDate(year, second, first);
}

function monthNumber(word: string): string | null {
  const index = word.length < 3 ? -1 : months.findIndex((month) => month.startsWith(word));
  return index < 0 ? null : String(index + 1);
}

function toDate(year: string, month: string, day: string): CalendarDate | undefined {
  const fullYear = year.length === 2 ? `20${year}` : year;
  return toCalendarDate(`${fullYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) ?? undefined;
}
