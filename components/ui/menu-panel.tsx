'use client';

import { Check } from 'lucide-react';
import type { RefObject } from 'react';
import { Header } from 'react-aria-components/Header';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuSection as AriaMenuSection } from 'react-aria-components/Menu';
import { Separator } from 'react-aria-components/Separator';
import { cx } from './cx.ts';
import { Kbd } from './kbd.tsx';
import type { MenuFocus, MenuItemProps, MenuProps, MenuSectionProps } from './menu.tsx';
import { floatingClass, ListPopover } from './popover-panel.tsx';
import { Widgets } from './widgets.tsx';

/** What is drawn of a `Menu` that is open. */
export function MenuPanel({
  anchor,
  label,
  placement = 'bottom end',
  className,
  focus,
  onClose,
  children,
}: Omit<MenuProps, 'trigger'> & { anchor: RefObject<Element | null>; focus: MenuFocus; onClose: () => void }) {
  return (
    <Widgets>
      <ListPopover
        isOpen
        onOpenChange={(isOpen) => !isOpen && onClose()}
        triggerRef={anchor}
        placement={placement}
        className={cx(floatingClass, 'min-w-48')}
      >
        <AriaMenu
          aria-label={label}
          autoFocus={focus}
          onClose={onClose}
          className={cx('max-h-[inherit] overflow-auto p-1 outline-none', className)}
        >
          {children}
        </AriaMenu>
      </ListPopover>
    </Widgets>
  );
}

export function PanelItem({ icon, children, description, shortcut, tone, isCurrent, ...props }: MenuItemProps) {
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

export function PanelSection({ title, children }: MenuSectionProps) {
  return (
    <AriaMenuSection>
      <Header className="px-2 pt-2 pb-1 text-xs font-medium text-muted">{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

export function PanelSeparator() {
  return <Separator className="-mx-1 my-1 border-t" />;
}
