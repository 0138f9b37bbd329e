'use client';

import { useEffect, useState } from 'react';
import { useFormats } from '#components/ui/formats.tsx';
import { formatInstant } from '#lib/domain/instant-text.ts';

const MINUTE_MS = 60_000;
const units = [
  ['day', 24 * 60 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
] as const;

const format = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

function inWords(instant: string, now: number): string {
  const elapsed = now - new Date(instant).getTime();
  const [unit, size] = units.find(([, size]) => elapsed >= size) ?? [null, 1];
  return unit ? format.format(-Math.floor(elapsed / size), unit) : 'just now';
}

/** `5 minutes ago`, kept up to date; the exact time on hover. */
export function RelativeTime({ instant }: { instant: string }) {
  const formats = useFormats();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS / 2);
    return () => clearInterval(timer);
  }, []);
  return (
    // Server and browser look at different moments and time zones; the browser's counts.
    <time
      dateTime={instant}
      title={formatInstant(instant, formats)}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      {inWords(instant, now)}
    </time>
  );
}
