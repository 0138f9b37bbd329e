'use client';

import { Calendar as CalendarIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import { type CalendarDate, todayIn } from '#lib/domain/calendar-date.ts';
import { type DateForm, showDate } from '#lib/domain/date-form.ts';
import { cx } from './cx.ts';
import { FieldFrame, type FieldProps, fieldClass, placeholderOf, problemList, useFieldParts } from './field.tsx';
import { useFormats } from './formats.tsx';
import { later, useLater } from './later.ts';
import { parseDateText } from './parse-date.ts';
import { PlainButton } from './plain-button.tsx';
import { selectOnFocus, useEarlyTyping, useStaysSelected } from './select-on-focus.ts';
import { useUnderPress } from './under-press.ts';
import { useUnfinished } from './unfinished.ts';

// Most dates are typed or already right.
const panel = later(() => import('./calendar.tsx'));

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
  isRequired,
  isDisabled,
  isReadOnly,
  name,
}: DateFieldProps) {
  const { dates } = useFormats();
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const part = useLater(panel, isOpen);
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
  const isLocked = isDisabled || isReadOnly;
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

  const group = useRef<HTMLDivElement>(null);
  const frame = { label, labelPlacement, description, isRequired };
  const { parts, control } = useFieldParts({ ...frame, isInvalid: all.length > 0 });
  return (
    <div data-disabled={isDisabled || undefined} className={fieldClass({ labelPlacement, className })}>
      <FieldFrame {...frame} {...{ parts, saveState }} problems={all}>
        <div
          ref={group}
          data-disabled={isDisabled || undefined}
          data-invalid={all.length > 0 || undefined}
          className={cx('control', isCell && 'control-cell')}
        >
          <input
            {...control}
            {...selectOnFocus}
            ref={input}
            type="text"
            autoComplete="off"
            name={name}
            placeholder={placeholderOf(placeholder ?? words[dates].order, { isDisabled, isReadOnly })}
            disabled={isDisabled}
            readOnly={isReadOnly}
            value={typed ?? shown}
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value);
              setWrong(false);
            }}
            onBlur={() => commit(typed)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') commit(typed);
              if (event.key === 'Escape' && typed !== null) {
                event.preventDefault();
                // What it stands in, such as a dialog, is left by the next.
                event.stopPropagation();
                giveUp();
              }
              if (event.key === 'ArrowDown' && event.altKey && !isLocked) setOpen(true);
            }}
            className="h-full min-w-0 flex-1 rounded-md bg-transparent pl-2.5 tabular-nums outline-none"
          />
          <PlainButton
            aria-label={`${label}: open the calendar`}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            isDisabled={isLocked}
            excludeFromTabOrder
            onPress={() => setOpen(true)}
            className="grid h-full w-7 pointer-coarse:w-11 shrink-0 place-items-center rounded-md text-muted hover:text-text"
          >
            <CalendarIcon aria-hidden="true" size={14} />
          </PlainButton>
        </div>
      </FieldFrame>
      {part && isOpen && (
        <part.CalendarPanel
          anchor={group}
          label={label}
          value={value}
          today={todayIn(timeZone, new Date())}
          onChange={(date) => {
            set(date);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
