'use client';

import { Label } from 'react-aria-components/Label';
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
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
  const isIndeterminate = value === undefined;
  return (
    <AriaProgressBar
      aria-label={isLabelHidden ? label : undefined}
      value={value}
      maxValue={max}
      valueLabel={valueLabel}
      isIndeterminate={isIndeterminate}
      className={cx('flex flex-col gap-1', className)}
    >
      {({ percentage = 0, valueText }) => (
        <>
          {!isLabelHidden && (
            <div className="flex justify-between gap-4 text-xs">
              <Label>{label}</Label>
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
        </>
      )}
    </AriaProgressBar>
  );
}
