'use client';

import { ChoiceGroup, type ChoiceProps } from './choice.tsx';
import { cx } from './cx.ts';

/** One of a few, each with room for an explanation. */
export function RadioGroup<Value extends string>({
  choices,
  value,
  onChange,
  isDisabled = false,
  ...group
}: ChoiceProps<Value>) {
  return (
    <ChoiceGroup {...group} isDisabled={isDisabled}>
      {(name) => (
        <div className="flex flex-col gap-1">
          {choices.map((choice) => (
            <label
              key={choice.value}
              className={cx(
                'flex min-h-6 items-start pointer-coarse:py-3 gap-2',
                (isDisabled || choice.isDisabled) && 'text-muted',
              )}
            >
              <input
                type="radio"
                name={name}
                value={choice.value}
                checked={choice.value === value}
                onChange={() => onChange(choice.value)}
                disabled={isDisabled || choice.isDisabled}
                className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-edge bg-surface checked:border-[5px] checked:border-accent disabled:opacity-50"
              />
              <span className="min-w-0">
                {choice.label}
                {choice.description && <span className="block text-xs text-muted">{choice.description}</span>}
              </span>
            </label>
          ))}
        </div>
      )}
    </ChoiceGroup>
  );
}
