'use client';

import { DateField } from '#components/ui/date-field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import { type Period, periodNames } from '#lib/domain/filter-values.ts';
import type { FilterFieldProps } from './filter-words.tsx';

type When = Period | 'days' | 'noDate';

/** A period that goes with the calendar, or from one day to another. */
export function DatesFilter({
  value,
  onChange,
  mayBeNone,
  timeZone,
}: FilterFieldProps<'dates' | 'period' | 'noDate'> & { mayBeNone: boolean; timeZone: string | null }) {
  const when: When = value?.kind === 'period' ? value.period : value?.kind === 'noDate' ? 'noDate' : 'days';
  const days = value?.kind === 'dates' ? value : null;
  const set = (from: CalendarDate | null, to: CalendarDate | null) =>
    onChange(from === null && to === null ? null : { kind: 'dates', from, to });
  const options: { id: When; label: string }[] = [
    { id: 'days', label: 'From one day to another' },
    ...Object.entries(periodNames).map(([id, label]) => ({ id: id as Period, label })),
    ...(mayBeNone ? [{ id: 'noDate' as const, label: 'No date' }] : []),
  ];
  return (
    <>
      <Select<When>
        label="When"
        value={when}
        options={options}
        onChange={(when) => {
          if (when === 'noDate') onChange({ kind: 'noDate' });
          else onChange(when === 'days' ? null : { kind: 'period', period: when });
        }}
      />
      {when === 'days' && (
        <div className="grid grid-cols-2 gap-2">
          <DateField
            label="From"
            timeZone={timeZone}
            value={days?.from ?? null}
            onChange={(from) => set(from, days?.to ?? null)}
          />
          <DateField
            label="To"
            timeZone={timeZone}
            value={days?.to ?? null}
            onChange={(to) => set(days?.from ?? null, to)}
          />
        </div>
      )}
    </>
  );
}
