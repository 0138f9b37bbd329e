'use client';

import { Check, Search, X } from 'lucide-react';
import type { RefObject } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuSection as AriaMenuSection } from 'react-aria-components/Menu';
import { SearchField } from 'react-aria-components/SearchField';
import { Separator } from 'react-aria-components/Separator';
import { cx } from './cx.ts';
import { Kbd } from './kbd.tsx';
import { searchable } from './match-options.ts';
import type { MenuFocus, MenuItemProps, MenuProps, MenuSectionProps } from './menu.tsx';
import { floatingClass, ListPopover } from './popover-panel.tsx';
import { Widgets } from './widgets.tsx';

/** What is drawn of a `Menu` that is open. */
export function MenuPanel({
  anchor,
  label,
  placement = 'bottom end',
  search,
  current,
  className,
  focus,
  onClose,
  children,
}: Omit<MenuProps, 'trigger' | 'isOpen' | 'onOpenChange'> & {
  anchor: RefObject<Element | null>;
  focus: MenuFocus;
  onClose: () => void;
}) {
  const menu = (
    <AriaMenu
      aria-label={label}
      {...(!search && { autoFocus: focus })}
      {...(current && { selectionMode: 'single', selectedKeys: [current], disallowEmptySelection: true })}
      onClose={onClose}
      className={cx('overflow-auto p-1 outline-none', search ? 'min-h-0 flex-1' : 'max-h-[inherit]', className)}
      renderEmptyState={() => <p className="px-2 py-1.5 text-sm text-muted">Nothing of this name</p>}
    >
      {children}
    </AriaMenu>
  );
  return (
    <Widgets>
      <ListPopover
        isOpen
        onOpenChange={(isOpen) => !isOpen && onClose()}
        triggerRef={anchor}
        placement={placement}
        className={cx(floatingClass, 'min-w-48', search && 'flex flex-col')}
      >
        {search ? (
          <Autocomplete filter={(text, typed) => searchable(text).includes(searchable(typed))}>
            <PanelSearch label={search} />
            {menu}
          </Autocomplete>
        ) : (
          menu
        )}
      </ListPopover>
    </Widgets>
  );
}

/** As a `SearchField` looks; what is typed there goes to the items below. */
function PanelSearch({ label }: { label: string }) {
  return (
    <SearchField aria-label={label} autoFocus className="group/search p-1.5 pb-0.5">
      <Group className="control">
        <Search aria-hidden="true" size={15} className="ml-2.5 shrink-0 text-muted" />
        <Input
          placeholder={label}
          className="h-full min-w-0 flex-1 bg-transparent px-2 outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <Button
          aria-label="Clear search"
          className="mr-1 pointer-coarse:mr-0 grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:bg-hover hover:text-text pointer-coarse:size-11 group-data-empty/search:invisible"
        >
          <X aria-hidden="true" size={14} />
        </Button>
      </Group>
    </SearchField>
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
      {({ isSelected }) => (
        <>
          {icon}
          <span className="min-w-0 flex-1">
            <span className="block truncate">{children}</span>
            {description && <span className="block text-xs text-muted">{description}</span>}
          </span>
          {isCurrent && <Check aria-label="Current" />}
          {isSelected && <Check aria-hidden="true" />}
          {shortcut && <Kbd>{shortcut}</Kbd>}
        </>
      )}
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
