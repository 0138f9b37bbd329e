'use client';

import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-styles.ts';
import { useEarlyPress } from './early-press.ts';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';

export type IconButtonProps = Omit<
  AriaButtonProps,
  'className' | 'style' | 'children' | 'render' | 'aria-label' | 'aria-labelledby'
> & {
  /** Its name: read aloud, and shown as a tooltip. */
  label: string;
  icon: ReactNode;
  /** The key that does the same, shown after the name. */
  shortcut?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
};

export function IconButton({
  label,
  icon,
  shortcut,
  variant = 'quiet',
  size,
  className,
  ref,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip text={shortcut ? `${label} (${shortcut})` : label}>
      <AriaButton
        {...props}
        ref={useEarlyPress(ref)}
        aria-label={label}
        className={buttonClass(variant, size, { isSquare: true, className })}
      >
        {({ isPending }) => (isPending ? <Spinner /> : icon)}
      </AriaButton>
    </Tooltip>
  );
}
