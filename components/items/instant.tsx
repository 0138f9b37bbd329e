'use client';

import { useFormats } from '#components/ui/formats.tsx';
import { formatInstant } from './format-instant.ts';

/** An instant by the reader's own clock. */
export function Instant({ at }: { at: string }) {
  const { timeZone } = useFormats();
  return (
    // As long as the server does not know the reader's time zone, the browser's rendering counts.
    <time dateTime={at} suppressHydrationWarning={timeZone === null} className="tabular-nums">
      {formatInstant(at, timeZone)}
    </time>
  );
}
