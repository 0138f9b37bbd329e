/** An instant by the clock of a time zone, or of whoever runs this where none is known: `23 Nov 2026, 16:41`. */
export function formatInstant(instant: string, timeZone: string | null): string {
  return new Date(instant).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timeZone ?? undefined,
  });
}
