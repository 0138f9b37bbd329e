import { z } from 'zod';
import { dateForms } from './date-form.ts';
import { type NoticeKind, noticeKinds } from './notice.ts';
import { numberFormNames } from './number-form.ts';
import { noPreferences, type Preferences, themes } from './personal-preferences.ts';

/** Whether this is a time zone that our clock knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    // Offsets and short forms are no places: their summer does not come.
    return name === 'UTC' || name.includes('/');
  } catch {
    return false;
  }
}

/** Each part stands by itself: what another version wrote, and this one can't read, is as if nobody had chosen it. */
const stored = z.object({
  timeZone: z.string().refine(isTimeZone).nullable().catch(noPreferences.timeZone),
  theme: z.enum(themes).nullable().catch(noPreferences.theme),
  dates: z.enum(dateForms).catch(noPreferences.dates),
  numbers: z.enum(numberFormNames).nullable().catch(noPreferences.numbers),
  notices: z.record(z.string(), z.unknown()).catch({}),
  shown: z.record(z.string(), z.unknown()).catch({}),
  noticesSeenAt: z.iso.datetime().nullable().catch(noPreferences.noticesSeenAt),
});

/** A person's preferences from what is stored in `User.preferences`. */
export function readPreferences(json: unknown): Preferences {
  const { timeZone, theme, dates, numbers, notices, shown, noticesSeenAt } = stored.parse(
    typeof json === 'object' && json !== null ? json : {},
  );
  return {
    timeZone,
    theme,
    dates,
    numbers,
    notices: wanted(notices),
    shown: wanted(shown),
    noticesSeenAt,
  };
}

/** What nobody has switched off is wanted. */
function wanted(chosen: Record<string, unknown>): Record<NoticeKind, boolean> {
  return Object.fromEntries(noticeKinds.map((kind) => [kind, chosen[kind] !== false])) as Record<NoticeKind, boolean>;
}
