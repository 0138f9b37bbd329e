'use client';

import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';
import { type FieldProps, fieldClass, ProblemFixes, ProblemLines, problemList } from './field.tsx';
import { useUnderPress } from './under-press.ts';

/** One of a few things to choose, all in sight. */
export type Choice<Value extends string = string> = {
  value: Value;
  label: string;
  description?: ReactNode;
  /** How many there are of it, shown beside the label. */
  count?: string;
  isDisabled?: boolean;
};

export type ChoiceProps<Value extends string> = Omit<FieldProps, 'saveState'> & {
  choices: readonly Choice<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
};

/** A named group of native radio buttons: the arrow keys change it, Tab passes it. `name` binds them together. */
export function ChoiceGroup({
  label,
  labelPlacement = 'top',
  description,
  problems,
  isRequired,
  isDisabled,
  className,
  children,
}: Omit<FieldProps, 'saveState'> & { children: (name: string) => ReactNode }) {
  const id = useId();
  const all = useUnderPress(problemList(problems));
  return (
    <div
      role="radiogroup"
      aria-labelledby={id}
      aria-describedby={`${id}-about`}
      aria-invalid={all.length > 0 || undefined}
      aria-required={isRequired || undefined}
      aria-disabled={isDisabled || undefined}
      className={fieldClass({ labelPlacement, className })}
    >
      <span
        id={id}
        className={cx(
          'text-sm font-medium',
          labelPlacement === 'hidden' && 'sr-only',
          labelPlacement === 'side' && 'min-h-(--control) content-center',
        )}
      >
        {label}
      </span>
      <div data-control="" className="flex min-w-0 flex-col gap-1">
        {children(id)}
        <div id={`${id}-about`} className="flex flex-col gap-1 empty:hidden">
          {description && <span className="text-xs text-muted">{description}</span>}
          {all.length > 0 && <ProblemLines problems={all} />}
        </div>
        <ProblemFixes problems={all} />
      </div>
    </div>
  );
}
