import type { ApiCall } from '../api/context.ts';
import { unreadableQuery } from '../api/failures.ts';
import type { Organisation } from '../organisations/record.ts';

const TIMEFRAMES = { MONTH: 1, QUARTER: 3, YEAR: 12 };
const MOST_PERIODS = 12;

/** How many earlier periods a report compares with, and how many months each has. */
export function comparison(call: ApiCall): { periods: number; months: number } {
  const { query } = call.request;
  const periods = Number(query.get('periods') ?? 0);
  if (!Number.isInteger(periods) || periods < 0 || periods > MOST_PERIODS) {
    throw unreadableQuery(`periods must be between 1 and ${MOST_PERIODS}`);
  }
  const asked = (query.get('timeframe') ?? 'MONTH').toUpperCase();
  const months = TIMEFRAMES[asked as keyof typeof TIMEFRAMES];
  if (!months) throw unreadableQuery(`'${asked}' is not a timeframe`);
  return { periods, months };
}

/** The same day that many months before; the last of a month stays the last. */
export function monthsBefore(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = lastOfMonth(first.toISOString().slice(0, 10));
  if (date === lastOfMonth(date)) return last;
  return `${last.slice(0, 8)}${String(Math.min(day, Number(last.slice(8)))).padStart(2, '0')}`;
}

export function lastOfMonth(date: string): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

export function firstOfMonth(date: string): string {
  return `${date.slice(0, 8)}01`;
}

/** The first day of the organisation's financial year that a date lies in. */
export function yearStart({ financialYearEnd: { day, month } }: Organisation, date: string): string {
  const year = Number(date.slice(0, 4));
  const endOf = (one: number) => new Date(Date.UTC(one, month - 1, day)).toISOString().slice(0, 10);
  const ended = endOf(year) < date ? year : year - 1;
  return new Date(Date.UTC(ended, month - 1, day + 1)).toISOString().slice(0, 10);
}
