import { parseDate } from '@internationalized/date';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  calendarDate,
  compareDates,
  formatDate,
  fromColumn,
  toCalendarDate,
  toColumn,
  todayIn,
} from '#lib/domain/calendar-date.ts';

test.each([
  ['2026-02-28', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['2026-01-01T00:00:00Z', false],
  ['0026-01-01', false],
  ['', false],
])('%j is a calendar date: %j', (text, isDate) => {
  expect(toCalendarDate(text) !== null).toBe(isDate);
});

test('a date that the program itself names must be one', () => {
  expect(() => calendarDate('31/03/2026')).toThrow(RangeError);
});

test('a date survives its database column, whatever the time zone', () => {
  const date = calendarDate('2026-03-29');
  expect(fromColumn(toColumn(date))).toBe(date);
  expect(fromColumn(null)).toBeNull();
});

test('days are added over months and leap years', () => {
  expect(addDays(calendarDate('2028-02-28'), 2)).toBe('2028-03-01');
  expect(addDays(calendarDate('2026-01-01'), -1)).toBe('2025-12-31');
});

test('days are added as a library of calendars adds them, from any date to any other', () => {
  const days = fc.integer({ min: 0, max: 109_000 });
  fc.assert(
    fc.property(days, days, (from, to) => {
      const date = addDays(calendarDate('1900-01-01'), from);
      expect(date).toBe(parseDate('1900-01-01').add({ days: from }).toString());
      expect(addDays(date, to - from)).toBe(
        parseDate(date)
          .add({ days: to - from })
          .toString(),
      );
    }),
  );
});

test('dates sort and read as people expect', () => {
  expect(compareDates(calendarDate('2026-03-31'), calendarDate('2026-04-01'))).toBeLessThan(0);
  expect(formatDate(calendarDate('2026-03-05'))).toBe('5 Mar 2026');
});

test.each([
  ['Pacific/Auckland', '2026-04-01'],
  ['Europe/London', '2026-03-31'],
  [null, '2026-03-31'],
  ['Nowhere/Nothing', '2026-03-31'],
])('today in the time zone %s is the day on its own clocks', (timeZone, day) => {
  expect(todayIn(timeZone, new Date('2026-03-31T12:30:00Z'))).toBe(day);
});
