'use client';

import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';

/** One of a few things to choose, all in sight. */
export type Choice<Value extends string = string> = {
  value: Value;
  label: string;
  description?: ReactNode;
  isDisabled?: boolean;
};

export type ChoiceProps<Value extends string> = {
  label: string;
  labelPlacement?: 'top' | 'side' | 'hidden';
  choices: readonly Choice<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  isDisabled?: boolean;
  className?: string;
};

/** A named group of native radio buttons: the arrow keys change it, Tab passes it. `name` binds them together. */
export function ChoiceGroup({
  label,
  labelPlacement = 'top',
  className,
  children,
}: {
  label: string;
  labelPlacement?: 'top' | 'side' | 'hidden';
  className?: string | undefined;
  children: (name: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div
      role="radiogroup"
      aria-labelledby={id}
      className={cx(
        'min-w-0',
        labelPlacement === 'side'
          ? 'grid grid-cols-[minmax(6rem,8rem)_minmax(0,1fr)] items-start gap-x-3'
          : 'flex flex-col gap-1',
        className,
      )}
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
      {children(id)}
    </div>
  );
}
