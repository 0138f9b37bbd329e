import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarDate, todayIn } from '#lib/domain/calendar-date.ts';
import {
  clockWords,
  coveredPeriod,
  type ExportCovers,
  type ExportRhythm,
  instantOf,
  nextDue,
  readClock,
} from '#lib/domain/export/export-rhythm.ts';

const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Santiago', null];

describe('the clock of a business', () => {
  test.each([
    ['in winter', '2026-01-15', 7 * 60, 'Europe/London', '2026-01-15T07:00:00.000Z'],
    ['in summer', '2026-07-15', 7 * 60, 'Europe/London', '2026-07-15T06:00:00.000Z'],
    ['left out when clocks go forward', '2026-03-29', 90, 'Europe/London', '2026-03-29T01:30:00.000Z'],
    ['shown twice when they go back', '2026-10-25', 90, 'Europe/London', '2026-10-25T00:30:00.000Z'],
    ['half an hour forward', '2026-10-04', 135, 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['midnight that a day does not have', '2026-09-06', 0, 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['without a zone', '2026-07-15', 1, null, '2026-07-15T00:01:00.000Z'],
    ['of a zone that nobody knows', '2026-07-15', 1, 'Nowhere/Land', '2026-07-15T00:01:00.000Z'],
  ])('shows a minute %s', (_, day, minute, zone, instant) => {
    expect(instantOf(calendarDate(day), minute, zone).toISOString()).toBe(instant);
  });

  test.each([
    ['7:30', 450],
    ['07.05', 425],
    [' 23:59 ', 1439],
    ['24:00', null],
    ['7:60', null],
    ['seven', null],
    ['', null],
  ])('is read from %j', (text, minute) => expect(readClock(text)).toBe(minute));
});

describe('a file is due', () => {
  test.each<[string, string, ExportRhythm, string]>([
    ['later on the same day', '2026-11-27T06:59:59Z', { every: 'DAILY' }, '2026-11-27T07:00:00.000Z'],
    ['on the next day once it was', '2026-11-27T07:00:00Z', { every: 'DAILY' }, '2026-11-28T07:00:00.000Z'],
    [
      'on the next of its weekdays',
      '2026-11-27T08:00:00Z',
      { every: 'WEEKLY', days: [1, 5] },
      '2026-11-30T07:00:00.000Z',
    ],
    ['a week later', '2026-11-27T08:00:00Z', { every: 'WEEKLY', days: [5] }, '2026-12-04T07:00:00.000Z'],
    ['on its day of the next month', '2026-11-27T08:00:00Z', { every: 'MONTHLY', day: 27 }, '2026-12-27T07:00:00.000Z'],
    ['on the last day of a month', '2026-02-03T08:00:00Z', { every: 'MONTHLY', day: 31 }, '2026-02-28T07:00:00.000Z'],
    [
      'on the last day that a month has',
      '2026-02-03T08:00:00Z',
      { every: 'MONTHLY', day: 30 },
      '2026-02-28T07:00:00.000Z',
    ],
  ])('%s', (_, after, rhythm, due) => {
    expect(nextDue(new Date(after), { rhythm, minute: 420, timeZone: 'Europe/London' }).toISOString()).toBe(due);
  });

  test('on each day once, whatever the clocks do, and never before now', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2025-01-01'), max: new Date('2028-12-31'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 1_439 }),
        fc.constantFrom(...zones),
        (start, minute, timeZone) => {
          const clock = { rhythm: { every: 'DAILY' } as const, minute, timeZone };
          let at = nextDue(start, clock);
          expect(at > start).toBe(true);
          let day = todayIn(timeZone, at);
          for (let step = 0; step < 20; step++) {
            const next = nextDue(at, clock);
            expect(next > at).toBe(true);
            expect(todayIn(timeZone, next)).toBe(addDays(day, 1));
            // No later time is due before it, from wherever in between one asks.
            expect(nextDue(new Date((at.getTime() + next.getTime()) / 2), clock)).toEqual(next);
            [at, day] = [next, todayIn(timeZone, next)];
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('once in each month, on the day asked for or its last', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 31 }),
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 1_439 }),
        (day, timeZone, minute) => {
          const clock = { rhythm: { every: 'MONTHLY', day } as const, minute, timeZone };
          let at = new Date('2027-11-30T20:00:00Z');
          const months: string[] = [];
          for (let step = 0; step < 15; step++) {
            at = nextDue(at, clock);
            const due = todayIn(timeZone, at);
            months.push(due.slice(0, 7));
            const isLast = addDays(due, 1).slice(0, 7) !== due.slice(0, 7);
            expect(Number(due.slice(8)) === day || (isLast && Number(due.slice(8)) < day)).toBe(true);
          }
          expect(new Set(months).size).toBe(15);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a file covers', () => {
  const covers = (what: ExportCovers, due: string, to: string | null = null) =>
    coveredPeriod(what, calendarDate(due), to === null ? null : calendarDate(to));

  test.each<[ExportCovers, string, string | null, string | null]>([
    ['YESTERDAY', '2026-03-01', '2026-02-28', '2026-02-28'],
    ['LAST_WEEK', '2026-11-30', '2026-11-23', '2026-11-29'],
    ['LAST_WEEK', '2026-11-29', '2026-11-16', '2026-11-22'],
    ['LAST_MONTH', '2026-12-01', '2026-11-01', '2026-11-30'],
    ['LAST_MONTH', '2027-01-31', '2026-12-01', '2026-12-31'],
    ['SINCE', '2026-11-28', null, '2026-11-27'],
  ])('%s of %s: from %s to %s', (what, due, from, to) => expect(covers(what, due)).toEqual({ from, to }));

  test('any day', () => expect(covers('ALL', '2026-11-28')).toBeNull());

  test('all days since the last, none twice and none left out', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 }), (gaps) => {
        let due = calendarDate('2026-01-05');
        let to = calendarDate('2026-01-01');
        for (const gap of gaps) {
          due = addDays(due, gap);
          const period = coveredPeriod('SINCE', due, to);
          expect(period?.from).toBe(addDays(to, 1));
          if (!period || (period.from ?? '') > period.to) continue;
          expect(period.to).toBe(addDays(due, -1));
          to = period.to;
        }
      }),
    );
  });
});

test.each<[ExportRhythm, string]>([
  [{ every: 'DAILY' }, 'every day at 07:05'],
  [{ every: 'WEEKLY', days: [5, 1, 3] }, 'each Monday, Wednesday and Friday at 07:05'],
  [{ every: 'WEEKLY', days: [7] }, 'each Sunday at 07:05'],
  [{ every: 'MONTHLY', day: 31 }, 'on the last day of each month at 07:05'],
  [{ every: 'MONTHLY', day: 5 }, 'on day 5 of each month at 07:05'],
])('%j is told as %s', (rhythm, words) => expect(clockWords({ rhythm, minute: 425 })).toBe(words));
