'use client';

import { useFormats } from '#components/ui/formats.tsx';
import { formatInstant } from '#lib/domain/instant-text.ts';

/** An instant by the reader's own clock. */
export function Instant({ at }: { at: string }) {
  const formats = useFormats();
  return (
    // As long as the server does not know the reader's time zone, the browser's rendering counts.
    <time dateTime={at} suppressHydrationWarning={formats.timeZone === null} className="whitespace-nowrap tabular-nums">
      {formatInstant(at, formats)}
    </time>
  );
}
