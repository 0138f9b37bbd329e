import type { CalendarDate } from './calendar-date.ts';

/** A month in the accounts, `YYYY-MM`. */
export type Month = string;

export const monthOf = (date: CalendarDate): Month => date.slice(0, 7);

/** The months up to `last`, oldest first. */
export function monthsUpTo(last: Month, count: number): Month[] {
  const [year, month] = partsOf(last);
  return Array.from({ length: count }, (_, index) => {
    const at = year * 12 + (month - 1) - (count - 1 - index);
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

/** How people read it: `March 2026`. */
export function monthName(month: Month): string {
  const [year, at] = partsOf(month);
  return `${NAMES[at - 1]} ${year}`;
}

/** As little as tells it from its neighbours: `Mar`, and of a January the year too. */
export function shortMonthName(month: Month): string {
  const [year, at] = partsOf(month);
  const name = (NAMES[at - 1] ?? '').slice(0, 3);
  return at === 1 ? `${name} ${year}` : name;
}

const partsOf = (month: Month) => month.split('-').map(Number) as [number, number];

const NAMES = [
  ...(['January', 'February', 'March', 'April', 'May', 'June', 'July'] as const),
  ...(['August', 'September', 'October', 'November', 'December'] as const),
];
