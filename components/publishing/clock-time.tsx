/** An instant as the reader's own clock shows it; with the day when it is not today. */
export function ClockTime({ instant }: { instant: string }) {
  const at = new Date(instant);
  const isToday = at.toDateString() === new Date().toDateString();
  return (
    // The server does not know the reader's time zone; the browser's rendering counts.
    <time dateTime={instant} suppressHydrationWarning>
      {at.toLocaleString('en-GB', {
        hour: '2-digit',
        minute: '2-digit',
        ...(isToday ? {} : { day: 'numeric', month: 'short' }),
      })}
    </time>
  );
}
