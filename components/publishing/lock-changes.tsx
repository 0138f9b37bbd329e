'use client';

import { useFormats } from '#components/ui/formats.tsx';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import { showDate } from '#lib/domain/date-form.ts';
import { formatInstant } from '#lib/domain/instant-text.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { lockKindNames } from '#lib/domain/lock-dates.ts';
import type { LockChange } from '#lib/lists/lock-log.ts';

/** How lock dates changed, and when that was noticed. */
export function LockChanges({ changes }: { changes: readonly LockChange[] }) {
  const formats = useFormats();
  const day = (date: CalendarDate | null) => (date === null ? 'none' : showDate(date, formats.dates));
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {changes.map(({ id, kind, from, to, noticedAt, organisationName, byName }) => (
        <li key={id}>
          <span className="font-medium">{lockKindNames[kind]}</span>: {day(from)} <span aria-hidden="true">→</span>
          <span className="sr-only">became</span> {day(to)}
          <span className="text-muted">
            {byName ? `, by ${isolated(byName)}` : `, noticed in ${isolated(organisationName ?? 'the books')}`},{' '}
            <time dateTime={noticedAt} suppressHydrationWarning={formats.timeZone === null}>
              {formatInstant(noticedAt, formats)}
            </time>
          </span>
        </li>
      ))}
    </ul>
  );
}
