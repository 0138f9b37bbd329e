'use client';

import { useFormats } from '#components/ui/formats.tsx';
import { todayIn } from '#lib/domain/calendar-date.ts';

/** An instant as the reader's own clock shows it; with the day when it is not today. */
export function ClockTime({ instant }: { instant: string }) {
  const { timeZone } = useFormats();
  const at = new Date(instant);
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isToday = todayIn(zone, at) === todayIn(zone, new Date());
  return (
    // Server and browser look at different moments, and maybe time zones; the browser's count.
    <time dateTime={instant} suppressHydrationWarning>
      {at.toLocaleString('en-GB', {
        hour: '2-digit',
        minute: '2-digit',
        timeZone: zone,
        ...(isToday ? {} : { day: 'numeric', month: 'short' }),
      })}
    </time>
  );
}
