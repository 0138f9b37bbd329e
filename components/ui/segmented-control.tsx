'use client';

import { type Choice, ChoiceGroup, type ChoiceProps } from './choice.tsx';
import { cx } from './cx.ts';

/** One of a few short words, side by side, each perhaps with a count. The arrow keys change it. */
export function SegmentedControl<Value extends string>({
  choices,
  value,
  onChange,
  isDisabled = false,
  ...group
}: ChoiceProps<Value>) {
  return (
    <ChoiceGroup {...group} isDisabled={isDisabled}>
      {(name) => (
        <div className="flex min-h-(--control) rounded-md bg-surface p-0.5 ring-1 ring-outline pointer-coarse:p-0">
          {choices.map((choice) => (
            <label
              key={choice.value}
              className={cx(
                'relative grid min-h-6 flex-auto pointer-coarse:min-h-11 place-items-center rounded-sm px-2 text-center text-sm leading-4 text-balance transition-colors',
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
                disabled={isDisabled || choice.isDisabled}
                className="absolute inset-0 appearance-none outline-none"
              />
              {/* The bold twin keeps the width, so that choosing moves nothing. */}
              <span className="grid">
                <span className="[grid-area:1/1]">
                  <Words choice={choice} />
                </span>
                <span aria-hidden="true" className="invisible [grid-area:1/1] font-medium">
                  <Words choice={choice} />
                </span>
              </span>
            </label>
          ))}
        </div>
      )}
    </ChoiceGroup>
  );
}

function Words({ choice: { label, count } }: { choice: Choice }) {
  if (count === undefined) return label;
  return (
    <>
      {label} <span className="text-xs font-normal text-muted tabular-nums">{count}</span>
    </>
  );
}
