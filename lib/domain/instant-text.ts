import { todayIn } from './calendar-date.ts';
import { showDate } from './date-form.ts';
import type { Formats } from './personal-preferences.ts';

type ClockForm = Pick<Formats, 'timeZone' | 'dates'>;

/** The time zone whose clock counts: the reader's or, while that is not known, that of whoever runs this. */
const zoneOf = (timeZone: string | null) => timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `16:41`, by the clock of a time zone. */
function clockTime(instant: Date, zone: string): string {
  return instant.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
}

/** An instant by the reader's clock and in their form of dates: `23 Nov 2026, 16:41`. */
export function formatInstant(instant: string | Date, { timeZone, dates }: ClockForm): string {
  const [at, zone] = [new Date(instant), zoneOf(timeZone)];
  return `${showDate(todayIn(zone, at), dates)}, ${clockTime(at, zone)}`;
}

/** The same of a moment near `now`: the time alone while it is of the same day. */
export function formatNearInstant(instant: string | Date, { timeZone, dates }: ClockForm, now: Date): string {
  const [at, zone] = [new Date(instant), zoneOf(timeZone)];
  const isToday = todayIn(zone, at) === todayIn(zone, now);
  return isToday ? clockTime(at, zone) : formatInstant(at, { timeZone: zone, dates });
}
