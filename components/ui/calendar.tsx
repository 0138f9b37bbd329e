'use client';

import { parseDate } from '@internationalized/date';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { RefObject } from 'react';
import { Button } from 'react-aria-components/Button';
import {
  Calendar as AriaCalendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
} from 'react-aria-components/Calendar';
import { type CalendarDate, calendarDate } from '#lib/domain/calendar-date.ts';
import { cx } from './cx.ts';
import { FloatingDialog } from './popover-panel.tsx';

const stepClass = 'grid size-7 place-items-center rounded-md text-muted hover:bg-hover hover:text-text';

/** A month to pick a day from, beside its field. */
export function CalendarPanel({
  anchor,
  label,
  value,
  today,
  onChange,
  onClose,
}: {
  anchor: RefObject<Element | null>;
  label: string;
  value: CalendarDate | null;
  today: CalendarDate;
  onChange: (date: CalendarDate) => void;
  onClose: () => void;
}) {
  return (
    <FloatingDialog {...{ anchor, label, onClose }} placement="bottom end" offset={6} className="p-3 outline-none">
      <AriaCalendar
        aria-label="Calendar"
        autoFocus
        firstDayOfWeek="mon"
        value={value ? parseDate(value) : null}
        defaultFocusedValue={parseDate(value ?? today)}
        onChange={(date) => onChange(calendarDate(date.toString()))}
      >
        <div className="flex items-center justify-between pb-2">
          <Button slot="previous" className={stepClass}>
            <ChevronLeft aria-hidden="true" size={16} />
          </Button>
          <CalendarHeading className="text-sm font-medium" />
          <Button slot="next" className={stepClass}>
            <ChevronRight aria-hidden="true" size={16} />
          </Button>
        </div>
        <CalendarGrid weekdayStyle="short" className="border-collapse">
          <CalendarGridHeader>
            {(day) => <CalendarHeaderCell className="size-8 text-2xs font-medium text-muted">{day}</CalendarHeaderCell>}
          </CalendarGridHeader>
          <CalendarGridBody>
            {(date) => (
              <CalendarCell
                date={date}
                className={cx(
                  'grid size-8 cursor-default place-items-center rounded-md text-sm tabular-nums outline-none hover:bg-hover data-focus-visible:outline-2 data-focus-visible:outline-accent data-outside-month:text-muted/70 data-selected:bg-accent data-selected:font-medium data-selected:text-on-accent',
                  date.toString() === today && 'font-semibold not-data-selected:text-accent-text',
                )}
              />
            )}
          </CalendarGridBody>
        </CalendarGrid>
      </AriaCalendar>
    </FloatingDialog>
  );
}
