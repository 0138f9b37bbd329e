import { formatInstant } from './format-instant.ts';

/** An instant by the reader's own clock. */
export function Instant({ at }: { at: string }) {
  return (
    // The server does not know the reader's time zone; the browser's rendering counts.
    <time dateTime={at} suppressHydrationWarning className="tabular-nums">
      {formatInstant(at)}
    </time>
  );
}
