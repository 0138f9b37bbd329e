import { addDays, type CalendarDate, calendarDate } from '../calendar-date.ts';

export const claimPeriods = ['WEEKLY', 'MONTHLY'] as const;
export type ClaimPeriod = (typeof claimPeriods)[number];

/** How often a claim is made, and on which day its period ends: of the week from Monday as 1, or of the month. */
export type ClaimRhythm = { every: ClaimPeriod; endDay: number };

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Days of the month; where a month has no such day, its last one. */
export const LAST_DAY = 31;

/** The last day of the period that a day lies in. */
export function periodEnd(day: CalendarDate, { every, endDay }: ClaimRhythm): CalendarDate {
  const [year = 0, month = 1, ofMonth = 1] = day.split('-').map(Number);
  if (every === 'WEEKLY') {
    const weekday = ((new Date(Date.UTC(year, month - 1, ofMonth)).getUTCDay() + 6) % 7) + 1;
    return addDays(day, (endDay - weekday + 7) % 7);
  }
  const here = Math.min(endDay, daysIn(year, month));
  if (ofMonth <= here) return dayOf(year, month, here);
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return dayOf(next.year, next.month, Math.min(endDay, daysIn(next.year, next.month)));
}

/** In words: `every week, to Sunday`, `every month, to its last day`. */
export function rhythmText({ every, endDay }: ClaimRhythm): string {
  if (every === 'WEEKLY') return `every week, to ${weekdays[endDay - 1] ?? weekdays[6]}`;
  return `every month, to ${endDay === LAST_DAY ? 'its last day' : `day ${endDay}`}`;
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const dayOf = (year: number, month: number, day: number): CalendarDate =>
  calendarDate(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
