import type { QuietHours } from './auto-publish-settings.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** The minute of the day at an instant in a time zone; in UTC where the zone is none or unknown. */
export function minuteIn(timeZone: string | null, at: Date): number {
  try {
    const parts = new Intl.DateTimeFormat('en-GB', { ...clock, timeZone: timeZone ?? 'UTC' }).formatToParts(at);
    const part = (type: 'hour' | 'minute') => Number(parts.find((each) => each.type === type)?.value ?? 0);
    return part('hour') * 60 + part('minute');
  } catch {
    return at.getUTCHours() * 60 + at.getUTCMinutes();
  }
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', numberingSystem: 'latn' } as const;

export function isQuiet(quiet: QuietHours | null, timeZone: string | null, at: Date): boolean {
  if (!quiet) return false;
  const minute = minuteIn(timeZone, at);
  const { from, to } = quiet;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** When it is published by itself: after the delay and, where that falls into quiet hours, at their end. */
export function publishTime(
  found: Date,
  { delayMinutes, quiet }: { delayMinutes: number; quiet: QuietHours | null },
  timeZone: string | null,
): Date {
  let at = new Date(found.getTime() + delayMinutes * MINUTE_MS);
  // Twice: clocks may be put forward or back between.
  for (let step = 0; step < 2 && quiet && isQuiet(quiet, timeZone, at); step++) {
    const left = (quiet.to - minuteIn(timeZone, at) + DAY_MINUTES) % DAY_MINUTES;
    const whole = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
    at = new Date(whole + left * MINUTE_MS);
  }
  return at;
}
