'use client';

import type { ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-styles.ts';
import { PlainButton, type PlainButtonProps } from './plain-button.tsx';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';

export type IconButtonProps = Omit<PlainButtonProps, 'children' | 'aria-label' | 'aria-labelledby'> & {
  /** Its name: read aloud, and shown as a tooltip. */
  label: string;
  icon: ReactNode;
  /** The key that does the same, shown after the name. */
  shortcut?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

export function IconButton({ label, icon, shortcut, variant = 'quiet', size, className, ...props }: IconButtonProps) {
  return (
    <Tooltip text={shortcut ? `${label} (${shortcut})` : label}>
      <PlainButton {...props} aria-label={label} className={buttonClass(variant, size, { isSquare: true, className })}>
        {props.isPending ? <Spinner /> : icon}
      </PlainButton>
    </Tooltip>
  );
}
