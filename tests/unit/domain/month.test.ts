import { expect, test } from 'vitest';
import { monthName, monthsUpTo, shortMonthName } from '#lib/domain/month.ts';

test('months are counted back over the turn of years, oldest first, none left out or twice', () => {
  expect(monthsUpTo('2026-02', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  const years = monthsUpTo('2026-12', 24);
  expect([years[0], years.at(-1), new Set(years).size]).toEqual(['2025-01', '2026-12', 24]);
});

test.each([
  ['2026-01', 'January 2026', 'Jan 2026'],
  ['2026-09', 'September 2026', 'Sep'],
  ['2025-12', 'December 2025', 'Dec'],
])('%s is %s, and among others %s', (month, name, short) => {
  expect([monthName(month), shortMonthName(month)]).toEqual([name, short]);
});
