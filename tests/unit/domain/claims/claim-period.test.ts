import { expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { type ClaimRhythm, periodEnd, rhythmText } from '#lib/domain/claims/claim-period.ts';

test.each<[string, ClaimRhythm, string, string]>([
  ['2026-11-02', { every: 'WEEKLY', endDay: 7 }, '2026-11-08', 'every week, to Sunday'],
  ['2026-11-08', { every: 'WEEKLY', endDay: 7 }, '2026-11-08', 'every week, to Sunday'],
  ['2026-11-09', { every: 'WEEKLY', endDay: 1 }, '2026-11-09', 'every week, to Monday'],
  ['2026-11-10', { every: 'WEEKLY', endDay: 1 }, '2026-11-16', 'every week, to Monday'],
  ['2026-11-10', { every: 'MONTHLY', endDay: 31 }, '2026-11-30', 'every month, to its last day'],
  ['2026-02-28', { every: 'MONTHLY', endDay: 30 }, '2026-02-28', 'every month, to day 30'],
  ['2026-11-26', { every: 'MONTHLY', endDay: 25 }, '2026-12-25', 'every month, to day 25'],
  ['2026-12-26', { every: 'MONTHLY', endDay: 25 }, '2027-01-25', 'every month, to day 25'],
])('%s lies in a period, %j, that ends on %s: %s', (day, rhythm, end, text) => {
  expect(periodEnd(calendarDate(day), rhythm)).toBe(end);
  expect(rhythmText(rhythm)).toBe(text);
});
