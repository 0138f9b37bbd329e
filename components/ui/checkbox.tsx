'use client';

import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type CheckboxProps = {
  children: ReactNode;
  description?: ReactNode;
  isSelected?: boolean;
  defaultSelected?: boolean;
  isIndeterminate?: boolean;
  onChange?: (isSelected: boolean) => void;
  name?: string;
  value?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
  className?: string;
};

/** Yes or no, for one of several or before something is sent. For what takes effect at once use a Switch. */
export function Checkbox({
  children,
  description,
  isSelected,
  defaultSelected,
  isIndeterminate = false,
  onChange,
  isDisabled,
  isRequired,
  className,
  ...props
}: CheckboxProps) {
  return (
    <label
      className={cx(
        'flex min-h-6 items-start pointer-coarse:py-3 gap-2 text-sm',
        isDisabled && 'text-muted',
        className,
      )}
    >
      <input
        {...props}
        type="checkbox"
        ref={(input) => {
          if (input) input.indeterminate = isIndeterminate;
        }}
        checked={isSelected}
        defaultChecked={defaultSelected}
        onChange={(event) => onChange?.(event.target.checked)}
        disabled={isDisabled}
        required={isRequired}
        className="check mt-0.5"
      />
      <span className="min-w-0">
        {children}
        {description && <span className="block text-xs text-muted">{description}</span>}
      </span>
    </label>
  );
}
