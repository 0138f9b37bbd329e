'use client';

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
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
import { searchable } from './options.ts';
import { floatingClass, ListPopover } from './popover.tsx';
import { SearchField } from './search-field.tsx';

export type MenuProps = {
  /** A Button or IconButton. */
  trigger: ReactNode;
  label: string;
  children: ReactNode;
  placement?: PopoverProps['placement'];
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** What a field above the items is called, which leaves those that hold what is typed there. */
  search?: string;
  className?: string;
};

/** A list of things to do, behind a button. */
export function Menu({ trigger, label, children, placement = 'bottom end', search, className, ...open }: MenuProps) {
  const menu = (
    <AriaMenu
      aria-label={label}
      className={cx('overflow-auto p-1 outline-none', search ? 'min-h-0 flex-1' : 'max-h-[inherit]', className)}
      renderEmptyState={() => <p className="px-2 py-1.5 text-sm text-muted">Nothing of this name</p>}
    >
      {children}
    </AriaMenu>
  );
  return (
    <AriaMenuTrigger {...open}>
      {trigger}
      <ListPopover placement={placement} className={cx(floatingClass, 'min-w-48', search && 'flex flex-col')}>
        {search ? (
          <Autocomplete filter={(text, typed) => searchable(text).includes(searchable(typed))}>
            <SearchField label={search} autoFocus className="p-1.5 pb-0.5" />
            {menu}
          </Autocomplete>
        ) : (
          menu
        )}
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
