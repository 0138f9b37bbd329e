'use client';

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { cx } from './cx.ts';
import { pressWorked, useEarlyButton } from './early-press.ts';
import { FieldFrame, type FieldProps, fieldClass, problemList, useFieldParts } from './field.tsx';
import { later, useLater } from './later.ts';
import type { Option } from './options.ts';
import { useUnderPress } from './under-press.ts';

/** The field with its list, for whoever comes to it. */
const box = later(() => import('./openable-select.tsx'));

export type SelectProps<Id extends string> = FieldProps & {
  value: Id | null;
  onChange: (id: Id) => void;
  options: readonly (Option & { id: Id })[];
  placeholder?: string;
  isCell?: boolean;
};

/** One of up to a dozen or so. For more, or to find by typing, use a ComboBox. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const [arrival, setArrival] = useState<SelectArrival | null>(null);
  const part = useLater(box, arrival !== null);
  // What is pressed must stay where it is until the press has become a click.
  const arrived = useUnderPress(part && arrival);
  if (part && arrived && arrival) return <part.OpenableSelect {...props} arrival={arrival} />;
  return (
    <RestingSelect
      {...props}
      isOpening={arrival?.opens ?? false}
      onArrive={(change) => setArrival((now) => ({ ...(now ?? nobody), ...change }))}
      onLeave={() => setArrival(null)}
    />
  );
}

export type SelectArrival = { isIn: boolean; opens: boolean };

const nobody: SelectArrival = { isIn: false, opens: false };

/** While nobody is in it: a button with the same look, name and role. */
function RestingSelect<Id extends string>({
  label,
  labelPlacement,
  description,
  problems,
  saveState,
  className,
  value,
  options,
  placeholder = 'Choose…',
  isCell,
  isRequired,
  isDisabled,
  isOpening,
  onArrive,
  onLeave,
}: SelectProps<Id> & {
  /** It was asked for its list, which has not come yet. */
  isOpening: boolean;
  onArrive: (change: Partial<SelectArrival>) => void;
  onLeave: () => void;
}) {
  const all = useUnderPress(problemList(problems));
  const frame = { label, labelPlacement, description, isRequired };
  const { parts, control } = useFieldParts({ ...frame, isInvalid: all.length > 0 });
  const { 'aria-invalid': isInvalid, 'aria-required': _, ...named } = control;
  const chosen = options.find(({ id }) => id === value);
  const valueId = `${parts.control}-value`;
  const button = useEarlyButton(undefined);
  const open = () => {
    pressWorked();
    onArrive({ isIn: true, opens: true });
  };
  return (
    <div data-disabled={isDisabled || undefined} className={fieldClass({ labelPlacement, className })}>
      <FieldFrame {...frame} {...{ parts, saveState }} problems={all}>
        <button
          {...named}
          ref={button}
          type="button"
          aria-haspopup="listbox"
          aria-expanded={false}
          aria-labelledby={`${valueId} ${labelPlacement === 'hidden' ? parts.control : parts.label}`}
          disabled={isDisabled}
          data-invalid={isInvalid}
          onPointerEnter={({ pointerType, buttons, currentTarget }) => {
            if (pointerType !== 'mouse' || buttons > 0) return;
            onArrive({ isIn: currentTarget === document.activeElement });
          }}
          onFocus={() => onArrive({ isIn: true })}
          // Who has gone on must not be called back.
          onBlur={onLeave}
          onClick={open}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') open();
            else if (event.key === 'Escape' && isOpening) onArrive({ opens: false });
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
          className={cx('control gap-2 pr-2 pl-2.5 text-left', isCell && 'control-cell')}
        >
          <span id={valueId} className={cx('min-w-0 flex-1 truncate', !chosen && 'text-muted')}>
            {chosen?.label ?? placeholder}
          </span>
          <ChevronDown aria-hidden="true" size={14} className="shrink-0 text-muted" />
        </button>
      </FieldFrame>
    </div>
  );
}
