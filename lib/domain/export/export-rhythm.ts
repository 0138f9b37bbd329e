import { addDays, type CalendarDate, calendarDate, toColumn, todayIn } from '../calendar-date.ts';
import { LAST_DAY, weekdays } from '../claims/claim-period.ts';

export const rhythmKinds = ['DAILY', 'WEEKLY', 'MONTHLY'] as const;

/** On which days a file is made: each, some of the week from Monday as 1, or one of the month, where it has none its last. */
export type ExportRhythm = { every: 'DAILY' } | { every: 'WEEKLY'; days: number[] } | { every: 'MONTHLY'; day: number };

/** When a file is made: on which days, and at which minute of them by the clock of the business. */
export type ExportClock = { rhythm: ExportRhythm; minute: number; timeZone: string | null };

export const MINUTES_A_DAY = 24 * 60;

/** What a file covers, of the days before the one on which it is due. `SINCE` goes on where the last one ended. */
export const exportCovers = ['ALL', 'YESTERDAY', 'LAST_WEEK', 'LAST_MONTH', 'SINCE'] as const;
export type ExportCovers = (typeof exportCovers)[number];

export const coversNames: Record<ExportCovers, string> = {
  YESTERDAY: 'The day before',
  LAST_WEEK: 'The week before',
  LAST_MONTH: 'The month before',
  SINCE: 'All days since the last file',
  ALL: 'Any day',
};

/** Which of an item's days counts. */
export const coveredDays = ['added', 'date'] as const;
export type CoveredDay = (typeof coveredDays)[number];

/** Both days belong to it. `from` is null where nothing limits it. */
export type CoveredPeriod = { from: CalendarDate | null; to: CalendarDate };

/**
 * What a file that is due on a day covers; null for all that the list shows. After the last day that was covered, a file
 * that goes on where the last one ended may find no whole day yet: its period then ends before it begins.
 */
export function coveredPeriod(
  covers: ExportCovers,
  dueOn: CalendarDate,
  coveredTo: CalendarDate | null,
): CoveredPeriod | null {
  const yesterday = addDays(dueOn, -1);
  switch (covers) {
    case 'ALL':
      return null;
    case 'YESTERDAY':
      return { from: yesterday, to: yesterday };
    case 'LAST_WEEK': {
      const sunday = addDays(dueOn, -weekdayOf(dueOn));
      return { from: addDays(sunday, -6), to: sunday };
    }
    case 'LAST_MONTH': {
      const to = addDays(calendarDate(`${dueOn.slice(0, 7)}-01`), -1);
      return { from: calendarDate(`${to.slice(0, 7)}-01`), to };
    }
    case 'SINCE':
      return { from: coveredTo && addDays(coveredTo, 1), to: yesterday };
  }
}

/** The first instant after another at which a file is due. */
export function nextDue(after: Date, { rhythm, minute, timeZone }: ExportClock): Date {
  let day = todayIn(timeZone, after);
  // Of 366 days one is due at least; a day that a time zone leaves out falls on the next.
  for (let looked = 0; looked <= 366; looked++) {
    if (isDueOn(day, rhythm)) {
      const at = instantOf(day, minute, timeZone);
      if (at > after) return at;
    }
    day = addDays(day, 1);
  }
  throw new RangeError('No day is due in this rhythm.');
}

function isDueOn(day: CalendarDate, rhythm: ExportRhythm): boolean {
  if (rhythm.every === 'DAILY') return true;
  if (rhythm.every === 'WEEKLY') return rhythm.days.includes(weekdayOf(day));
  const isLast = addDays(day, 1).slice(8) === '01';
  const ofMonth = Number(day.slice(8));
  return ofMonth === rhythm.day || (isLast && rhythm.day > ofMonth);
}

/** From Monday as 1. */
const weekdayOf = (day: CalendarDate) => ((toColumn(day).getUTCDay() + 6) % 7) + 1;

const MINUTE_MS = 60_000;
const DAY_MS = MINUTES_A_DAY * MINUTE_MS;

/**
 * The instant at which the clock of a time zone shows a minute of a day. Where it shows it twice, the first; where it leaves
 * it out, as much later as it leaves out.
 */
export function instantOf(day: CalendarDate, minute: number, timeZone: string | null): Date {
  const shown = toColumn(day).getTime() + minute * MINUTE_MS;
  const [before, after] = [offsetAt(shown - DAY_MS, timeZone), offsetAt(shown + DAY_MS, timeZone)];
  const hits = [shown - before, shown - after].filter((at) => at + offsetAt(at, timeZone) === shown);
  return new Date(hits.length > 0 ? Math.min(...hits) : shown - before);
}

/** How far the clock of a time zone is ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, timeZone: string | null): number {
  if (timeZone === null) return 0;
  try {
    const parts = clockOf(timeZone).formatToParts(at);
    const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value);
    const [year, month, day] = [part('year'), part('month') - 1, part('day')];
    const shown = Date.UTC(year, month, day, part('hour'), part('minute'), part('second'));
    return shown - Math.floor(at / 1_000) * 1_000;
  } catch {
    return 0;
  }
}

/** To make one takes longer than all that is asked of it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-GB', { ...allParts, timeZone });
  clocks.set(timeZone, clock);
  return clock;
}

const allParts = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
} as const;

/** `07:30`. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The minute that a text names, `7:30` or `07.30`; null where it names none. */
export function readClock(text: string): number | null {
  const [, hours, minutes] = /^\s*(\d{1,2})[:.](\d{2})\s*$/.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return Number(hours) * 60 + Number(minutes);
}

/** `every day at 07:00`, `each Monday and Friday at 07:00`, `on the last day of each month at 07:00`. */
export function clockWords({ rhythm, minute }: Pick<ExportClock, 'rhythm' | 'minute'>): string {
  return `${daysText(rhythm)} at ${clockText(minute)}`;
}

function daysText(rhythm: ExportRhythm): string {
  if (rhythm.every === 'DAILY') return 'every day';
  if (rhythm.every === 'MONTHLY')
    return rhythm.day === LAST_DAY ? 'on the last day of each month' : `on day ${rhythm.day} of each month`;
  const names = [...rhythm.days].sort((one, other) => one - other).map((day) => weekdays[day - 1] ?? weekdays[0]);
  const last = names.at(-1) ?? '';
  return `each ${names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last}`;
}
