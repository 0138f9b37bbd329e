'use client';

import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-styles.ts';
import { cx } from './cx.ts';
import { useEarlyPress } from './early-press.ts';
import { Spinner } from './spinner.tsx';

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'render'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** A lucide icon before the text. */
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** Does something here and now. While `isPending` it keeps its width and focus, and tells assistive technology. */
export function Button({ variant, size, icon, children, className, ref, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} ref={useEarlyPress(ref)} className={buttonClass(variant, size, { className })}>
      {({ isPending }) => (
        <>
          <span className={cx('inline-flex items-center gap-1.5', isPending && 'invisible')}>
            {icon}
            {children}
          </span>
          {isPending && <PendingMark />}
        </>
      )}
    </AriaButton>
  );
}

function PendingMark() {
  return (
    <ProgressBar isIndeterminate aria-label="In progress" className="absolute inset-0 grid place-items-center">
      <Spinner />
    </ProgressBar>
  );
}
