'use client';

import type { ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-styles.ts';
import { cx } from './cx.ts';
import { PlainButton, type PlainButtonProps } from './plain-button.tsx';
import { Spinner } from './spinner.tsx';

export type ButtonProps = Omit<PlainButtonProps, 'children'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** A lucide icon before the text. */
  icon?: ReactNode;
  children: ReactNode;
};

/** Does something here and now. While `isPending` it keeps its width and focus, and tells assistive technology. */
export function Button({ variant, size, icon, children, className, ...props }: ButtonProps) {
  return (
    <PlainButton {...props} className={buttonClass(variant, size, { className })}>
      <span className={cx('inline-flex items-center gap-1.5', props.isPending && 'opacity-0')}>
        {icon}
        {children}
      </span>
      {props.isPending && <PendingMark />}
    </PlainButton>
  );
}

function PendingMark() {
  return (
    <span role="progressbar" aria-label="In progress" className="absolute inset-0 grid place-items-center">
      <Spinner />
    </span>
  );
}
