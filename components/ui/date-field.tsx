'use client';

import { Calendar as CalendarIcon } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Popover } from 'react-aria-components/Popover';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { type CalendarDate, todayIn } from '#lib/domain/calendar-date.ts';
import { type DateForm, showDate } from '#lib/domain/date-form.ts';
import { cx } from './cx.ts';
import { FieldFrame, type FieldProps, fieldClass, placeholderOf, problemList } from './field.tsx';
import { useFormats } from './formats.tsx';
import { parseDateText } from './parse-date.ts';
import { floatingClass } from './popover.tsx';
import { selectOnFocus, useEarlyTyping, useStaysSelected } from './select-on-focus.ts';
import { Spinner } from './spinner.tsx';
import { useUnderPress } from './under-press.ts';
import { useUnfinished } from './unfinished.ts';

// Most dates are typed or already right: the calendar is fetched when it is first opened.
const Calendar = lazy(() => import('./calendar.tsx'));

export type DateFieldProps = FieldProps & {
  value: CalendarDate | null;
  /** On leaving the field, on Enter, or from the calendar, when what was typed is a date and differs. */
  onChange: (date: CalendarDate | null) => void;
  /** Whose day *today* is, an IANA name, wherever the browser stands; null is UTC. */
  timeZone: string | null;
  placeholder?: string;
  isCell?: boolean;
  isReadOnly?: boolean;
  name?: string;
};

/** What a field says of the form that it takes. */
const words: Record<DateForm, { order: string; example: string }> = {
  named: { order: 'Day month year', example: '3/4/26' },
  dayFirst: { order: 'Day month year', example: '3/4/26' },
  monthFirst: { order: 'Month day year', example: '4/3/26' },
  yearFirst: { order: 'Year month day', example: '2026-04-03' },
};

/** A calendar date, typed the quick way (`3/4`, `3 apr`, `today`, `+30`) or picked from a calendar. */
export function DateField({
  label,
  labelPlacement,
  description,
  problems,
  saveState,
  className,
  value,
  onChange,
  timeZone,
  placeholder,
  isCell,
  ...props
}: DateFieldProps) {
  const { dates } = useFormats();
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const [isOpen, setOpen] = useState(false);
  // What is said of the stored value is beside the point while another text stands in its place.
  const all = useUnderPress(
    isWrong
      ? [
          {
            message: `This is not a date. Write it like 3 Apr 2026 or ${words[dates].example}.`,
            fixes: [{ label: 'Discard', onFix: giveUp, isDiscard: true }],
          },
        ]
      : problemList(problems),
  );
  // A field that is locked while one is in it is left afterwards, with what was typed.
  const isLocked = props.isDisabled || props.isReadOnly;
  if (isLocked && (typed !== null || isWrong)) giveUp();

  function giveUp() {
    setTyped(null);
    setWrong(false);
  }

  function set(date: CalendarDate | null) {
    giveUp();
    if (date !== value) onChange(date);
  }

  const input = useRef<HTMLInputElement>(null);
  useUnfinished(input, label, isWrong ? typed : null);
  const shown = value ? showDate(value, dates) : '';
  useStaysSelected(input, typed ?? shown, typed !== null);
  useEarlyTyping(input, { label, shown, typed }, (text, isLeft) => {
    setTyped(text);
    if (isLeft) commit(text);
  });

  function commit(typed: string | null) {
    if (typed === null) return;
    const date = parseDateText(typed, todayIn(timeZone, new Date()), dates);
    if (date === undefined) setWrong(true);
    else set(date);
  }

  return (
    <AriaTextField
      {...props}
      autoComplete="off"
      value={typed ?? shown}
      onChange={(text) => {
        setTyped(text);
        setWrong(false);
      }}
      onBlur={() => commit(typed)}
      validationBehavior="aria"
      isInvalid={all.length > 0}
      aria-label={labelPlacement === 'hidden' ? label : undefined}
      className={fieldClass({ labelPlacement, className })}
    >
      <FieldFrame {...{ label, labelPlacement, description, saveState }} problems={all} isRequired={props.isRequired}>
        <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
          <Group className={cx('control', isCell && 'control-cell')} isInvalid={all.length > 0}>
            <Input
              ref={input}
              placeholder={placeholderOf(placeholder ?? words[dates].order, props)}
              {...selectOnFocus}
              onKeyDown={(event) => {
                if (event.key === 'Enter') commit(typed);
                if (event.key === 'Escape' && typed !== null) {
                  event.preventDefault();
                  giveUp();
                }
                if (event.key === 'ArrowDown' && event.altKey && !props.isReadOnly) setOpen(true);
              }}
              className="h-full min-w-0 flex-1 rounded-md bg-transparent pl-2.5 tabular-nums outline-none"
            />
            <Button
              slot={null}
              aria-label={`${label}: open the calendar`}
              isDisabled={isLocked}
              excludeFromTabOrder
              className="grid h-full w-7 pointer-coarse:w-11 shrink-0 place-items-center rounded-md text-muted hover:text-text"
            >
              <CalendarIcon aria-hidden="true" size={14} />
            </Button>
          </Group>
          <Popover placement="bottom end" offset={6} className={cx(floatingClass, 'p-3')}>
            <Dialog aria-label={label} className="grid min-h-71 min-w-56 place-items-center outline-none">
              <Suspense fallback={<Spinner />}>
                <Calendar
                  value={value}
                  today={todayIn(timeZone, new Date())}
                  onChange={(date) => {
                    set(date);
                    setOpen(false);
                  }}
                />
              </Suspense>
            </Dialog>
          </Popover>
        </DialogTrigger>
      </FieldFrame>
    </AriaTextField>
  );
}
