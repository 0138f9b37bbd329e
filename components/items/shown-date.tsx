'use client';

import { useFormats } from '#components/ui/formats.tsx';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import { showDate } from '#lib/domain/date-form.ts';

/** A date in the reader's form. */
export function ShownDate({ date }: { date: CalendarDate }) {
  return <span className="tabular-nums">{showDate(date, useFormats().dates)}</span>;
}
