'use client';

import { useId } from 'react';
import { cx } from './cx.ts';

export type ProgressBarProps = {
  label: string;
  /** Of `max`. Left out, it is under way for an unknown time. */
  value?: number;
  max?: number;
  /** What stands at the right: "3 of 8". The percentage unless given. */
  valueLabel?: string;
  isLabelHidden?: boolean;
  className?: string;
};

export function ProgressBar({ label, value, max = 100, valueLabel, isLabelHidden, className }: ProgressBarProps) {
  const labelId = useId();
  const isIndeterminate = value === undefined;
  const percentage = isIndeterminate ? 0 : Math.min(100, Math.max(0, (value / max) * 100));
  const valueText = isIndeterminate ? undefined : (valueLabel ?? `${Math.round(percentage)}%`);
  return (
    <div
      role="progressbar"
      aria-label={isLabelHidden ? label : undefined}
      aria-labelledby={isLabelHidden ? undefined : labelId}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={valueText}
      className={cx('flex flex-col gap-1', className)}
    >
      {!isLabelHidden && (
        <div className="flex justify-between gap-4 text-xs">
          <span id={labelId}>{label}</span>
          {!isIndeterminate && <span className="text-muted tabular-nums">{valueText}</span>}
        </div>
      )}
      <div className="h-1 overflow-hidden rounded-full bg-pressed">
        <div
          className={cx(
            'h-full rounded-full bg-accent',
            isIndeterminate ? 'w-2/5 animate-indeterminate' : 'transition-[width] duration-300',
          )}
          style={isIndeterminate ? undefined : { width: `${percentage}%` }}
        />
      </div>
    </div>
  );
}
