'use client';

import { useFormats } from '#components/ui/formats.tsx';
import { formatNearInstant } from '#lib/domain/instant-text.ts';

/** An instant as the reader's own clock shows it; with the day when it is not today. */
export function ClockTime({ instant }: { instant: string }) {
  const formats = useFormats();
  return (
    // Server and browser look at different moments, and maybe time zones; the browser's count.
    <time dateTime={instant} suppressHydrationWarning>
      {formatNearInstant(instant, formats, new Date())}
    </time>
  );
}
