'use client';

import type { ReactNode, RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover as AriaPopover, type PopoverProps as AriaPopoverProps } from 'react-aria-components/Popover';
import { cx } from './cx.ts';
import type { PopoverProps } from './popover.tsx';
import { Widgets } from './widgets.tsx';

export type PanelPlacement = AriaPopoverProps['placement'];

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

/** A dialog that floats beside `anchor` while it is drawn. */
export function FloatingDialog({
  anchor,
  label,
  placement,
  offset,
  className,
  onClose,
  children,
}: {
  anchor: RefObject<Element | null>;
  label: string;
  placement?: PanelPlacement;
  offset?: number;
  className?: string;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Widgets>
      <AriaPopover
        isOpen
        onOpenChange={(isOpen) => !isOpen && onClose()}
        triggerRef={anchor}
        placement={placement}
        offset={offset}
        aria-label={label}
        className={cx(floatingClass, 'max-w-[calc(100vw-1rem)]')}
      >
        <Dialog aria-label={label} className={className}>
          {children}
        </Dialog>
      </AriaPopover>
    </Widgets>
  );
}

/** What is drawn of a `Popover` that is open. */
export function PopoverPanel({
  anchor,
  label,
  placement = 'bottom start',
  className,
  onClose,
  children,
}: Omit<PopoverProps, 'trigger'> & { anchor: RefObject<Element | null>; onClose: () => void }) {
  return (
    <FloatingDialog
      {...{ anchor, label, placement, onClose }}
      offset={4}
      className={cx('max-h-[inherit] overflow-auto p-3 outline-none', className)}
    >
      {typeof children === 'function' ? children(onClose) : children}
    </FloatingDialog>
  );
}
