/** An instant by the clock of whoever runs this: `23 Nov 2026, 16:41`. */
export function formatInstant(instant: string): string {
  return new Date(instant).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}
