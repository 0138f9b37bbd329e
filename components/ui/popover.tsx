'use client';

import type { ReactNode } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover as AriaPopover, type PopoverProps as AriaPopoverProps } from 'react-aria-components/Popover';
import { cx } from './cx.ts';

/** How every floating panel appears. It leaves at once: what lingers would still be there for a screen reader. */
export const floatingClass =
  'floating z-40 origin-top transition-[opacity,translate] data-entering:opacity-0 ' +
  'data-entering:data-[placement=bottom]:-translate-y-1 data-entering:data-[placement=top]:translate-y-1';

/**
 * The ground of a menu or a list of options. The widget library makes a dialog of it, but its trigger announces a menu
 * or a list, and it is no more than that.
 */
export function ListPopover(props: AriaPopoverProps) {
  return (
    <AriaPopover
      offset={4}
      {...props}
      render={({ role, 'aria-label': label, 'aria-labelledby': labelledBy, ...panel }) => <div {...panel} />}
    />
  );
}

/** A panel beside its trigger. `trigger` is a Button or IconButton. */
export function Popover({
  trigger,
  label,
  placement = 'bottom start',
  isOpen,
  onOpenChange,
  className,
  children,
}: {
  trigger: ReactNode;
  /** Read aloud when it opens. */
  label: string;
  placement?: AriaPopoverProps['placement'];
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  className?: string;
  children: ReactNode | ((close: () => void) => ReactNode);
}) {
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <AriaPopover placement={placement} offset={4} className={cx(floatingClass, 'max-w-[calc(100vw-1rem)]')}>
        <Dialog aria-label={label} className={cx('max-h-[inherit] overflow-auto p-3 outline-none', className)}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
