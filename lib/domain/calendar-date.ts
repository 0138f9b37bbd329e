/** A day in the accounts, `YYYY-MM-DD`: never an instant, so no time zone can move it. */
export type CalendarDate = string & { readonly __brand: 'CalendarDate' };

/** The date that the text names, or null when it is not a real `YYYY-MM-DD` day between 1900 and 2199. */
export function toCalendarDate(text: string): CalendarDate | null {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return null;
  const midnight = new Date(`${text}T00:00:00Z`);
  // Some engines take 30 February for a day in March.
  return Number.isNaN(midnight.getTime()) || dayOf(midnight) !== text ? null : (text as CalendarDate);
}

/** For values that are known to be dates, such as literals and database columns. Throws on anything else. */
export function calendarDate(text: string): CalendarDate {
  const date = toCalendarDate(text);
  if (!date) throw new RangeError(`Not a calendar date: ${text}`);
  return date;
}

/** Prisma reads DATE columns as UTC midnight; only the UTC day is meant. */
export function fromColumn(value: Date): CalendarDate;
export function fromColumn(value: Date | null): CalendarDate | null;
export function fromColumn(value: Date | null): CalendarDate | null {
  return value && dayOf(value);
}

/** The day in UTC. */
const dayOf = (instant: Date) => instant.toISOString().slice(0, 10) as CalendarDate;

/** The value that Prisma stores unchanged in a DATE column. */
export function toColumn(date: CalendarDate): Date;
export function toColumn(date: CalendarDate | null): Date | null;
export function toColumn(date: CalendarDate | null): Date | null {
  return date && new Date(`${date}T00:00:00Z`);
}

/** The day that it is at an instant in a time zone (an IANA name); in UTC where the zone is none or unknown. */
export function todayIn(timeZone: string | null, now: Date): CalendarDate {
  if (timeZone === null) return dayOf(now);
  try {
    const parts = new Intl.DateTimeFormat('en-GB', { ...numericDay, timeZone }).formatToParts(now);
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value;
    return calendarDate(`${part('year')}-${part('month')}-${part('day')}`);
  } catch {
    return dayOf(now);
  }
}

const numericDay = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
} as const;

const DAY_MS = 24 * 60 * 60_000;

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dayOf(new Date(toColumn(date).getTime() + days * DAY_MS));
}

/** How many days the second is after the first; below zero where it is before. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((toColumn(to).getTime() - toColumn(from).getTime()) / (24 * 60 * 60_000));
}

/** Negative when `a` is earlier, 0 on the same day, positive when later. ISO dates sort as text. */
export function compareDates(a: CalendarDate, b: CalendarDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How people read it: `31 Mar 2026`. */
export function formatDate(date: CalendarDate): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
