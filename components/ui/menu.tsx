'use client';

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  MenuSection as AriaMenuSection,
  MenuTrigger as AriaMenuTrigger,
} from 'react-aria-components/Menu';
import type { PopoverProps } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { cx } from './cx.ts';
import { Kbd } from './kbd.tsx';
import { floatingClass, ListPopover } from './popover.tsx';

export type MenuProps = {
  /** A Button or IconButton. */
  trigger: ReactNode;
  label: string;
  children: ReactNode;
  placement?: PopoverProps['placement'];
  className?: string;
};

/** A list of things to do, behind a button. */
export function Menu({ trigger, label, children, placement = 'bottom end', className }: MenuProps) {
  return (
    <AriaMenuTrigger>
      {trigger}
      <ListPopover placement={placement} className={cx(floatingClass, 'min-w-48')}>
        <AriaMenu aria-label={label} className={cx('max-h-[inherit] overflow-auto p-1 outline-none', className)}>
          {children}
        </AriaMenu>
      </ListPopover>
    </AriaMenuTrigger>
  );
}

export type MenuItemProps = Pick<
  AriaMenuItemProps,
  'id' | 'href' | 'target' | 'rel' | 'onAction' | 'isDisabled' | 'textValue'
> & {
  icon?: ReactNode;
  children: ReactNode;
  /** A second line in a quieter voice. */
  description?: ReactNode;
  shortcut?: string;
  tone?: 'danger';
  /** The one of several that holds now. */
  isCurrent?: boolean;
};

export function MenuItem({ icon, children, description, shortcut, tone, isCurrent, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem
      {...props}
      textValue={props.textValue ?? (typeof children === 'string' ? children : undefined)}
      className={cx(
        'flex min-h-(--control-small) cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm no-underline outline-none',
        'data-focused:bg-hover data-pressed:bg-pressed data-disabled:text-muted [&_svg]:size-4 [&_svg]:shrink-0',
        tone === 'danger' ? 'text-danger' : 'text-text [&>svg]:text-muted',
      )}
    >
      {icon}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{children}</span>
        {description && <span className="block text-xs text-muted">{description}</span>}
      </span>
      {isCurrent && <Check aria-label="Current" />}
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </AriaMenuItem>
  );
}

export function MenuSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <AriaMenuSection>
      <Header className="px-2 pt-2 pb-1 text-xs font-medium text-muted">{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

export function MenuSeparator() {
  return <Separator className="-mx-1 my-1 border-t" />;
}
