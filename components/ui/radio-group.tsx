'use client';

import { useId } from 'react';
import type { ChoiceProps } from './choice.ts';
import { cx } from './cx.ts';

/** One of a few, each with room for an explanation. */
export function RadioGroup<Value extends string>({
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
    <fieldset disabled={isDisabled} className={cx('flex flex-col gap-1', className)}>
      <legend className={cx('mb-1 text-sm font-medium', isLabelHidden && 'sr-only')}>{label}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={cx('flex min-h-6 items-start gap-2', (isDisabled || choice.isDisabled) && 'text-muted')}
        >
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            disabled={choice.isDisabled}
            className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-edge bg-surface checked:border-[5px] checked:border-accent disabled:opacity-50"
          />
          <span className="min-w-0">
            {choice.label}
            {choice.description && <span className="block text-xs text-muted">{choice.description}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
