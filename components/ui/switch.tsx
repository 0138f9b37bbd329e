'use client';

import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type SwitchProps = {
  children: ReactNode;
  description?: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
  /** The words are for assistive technology only: a cell of a table says what it is by its column. */
  isLabelHidden?: boolean;
  className?: string;
};

/** On or off, with effect at once. */
export function Switch({
  children,
  description,
  isSelected,
  onChange,
  isDisabled,
  isLabelHidden,
  className,
}: SwitchProps) {
  return (
    <label
      className={cx(
        'flex min-h-6 items-start pointer-coarse:py-3 gap-2.5 text-sm',
        isLabelHidden && 'pointer-coarse:min-w-11 pointer-coarse:justify-center',
        isDisabled && 'text-muted',
        className,
      )}
    >
      <span className="relative mt-0.5 inline-flex shrink-0">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: the checkbox itself says whether it is on
          role="switch"
          checked={isSelected}
          onChange={(event) => onChange(event.target.checked)}
          disabled={isDisabled}
          className="peer h-4.5 w-8 appearance-none rounded-full border border-edge bg-pressed transition-colors checked:border-accent checked:bg-accent disabled:opacity-50"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-0.75 left-0.75 size-3 rounded-full bg-muted transition-[translate,background-color] peer-checked:translate-x-3.5 peer-checked:bg-on-accent"
        />
      </span>
      <span className={cx('min-w-0', isLabelHidden && 'sr-only')}>
        {children}
        {description && <span className="block text-xs text-muted">{description}</span>}
      </span>
    </label>
  );
}
