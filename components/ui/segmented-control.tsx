'use client';

import { useId } from 'react';
import type { ChoiceProps } from './choice.ts';
import { cx } from './cx.ts';

/** One of two to four short words, side by side. The arrow keys change it. */
export function SegmentedControl<Value extends string>({
  label,
  choices,
  value,
  onChange,
  isLabelHidden,
  isDisabled,
  className,
}: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset disabled={isDisabled} className={cx('min-w-0', className)}>
      <legend className={cx('mb-1 text-sm font-medium', isLabelHidden && 'sr-only')}>{label}</legend>
      <div className="flex min-h-(--control) rounded-md border border-edge bg-surface p-0.5">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={cx(
              'relative grid min-h-6 min-w-0 flex-1 place-items-center rounded-sm px-2.5 text-center text-sm whitespace-nowrap transition-colors',
              'has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent-text',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent',
              isDisabled || choice.isDisabled ? 'text-muted' : 'hover:not-has-checked:bg-hover',
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              disabled={choice.isDisabled}
              className="absolute inset-0 appearance-none outline-none"
            />
            {/* The bold twin keeps the width, so that choosing moves nothing. */}
            <span className="grid">
              <span className="[grid-area:1/1]">{choice.label}</span>
              <span aria-hidden="true" className="invisible [grid-area:1/1] font-medium">
                {choice.label}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
