'use client';

import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { type Later, later, useLater } from './later.ts';
import { TriggerContext } from './plain-button.tsx';
import type { PanelPlacement } from './popover-panel.tsx';

/** Whatever stands in a menu is drawn by this, once it is opened. */
const panel = later(() => import('./menu-panel.tsx'));

export type MenuProps = {
  /** A Button or IconButton. */
  trigger: ReactNode;
  label: string;
  children: ReactNode;
  /** The part that draws what it lists, where that is one of its own; it opens once that has come too. */
  items?: Later<unknown>;
  placement?: PanelPlacement;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** What a field above the items is called, which leaves those that hold what is typed there. */
  search?: string;
  /** For one choice of several: the id of the item that holds now, which is marked, and where the focus begins. */
  current?: string;
  className?: string;
};

/** Where the focus is once a menu is open; on the whole of it when it was opened by the pointer. */
export type MenuFocus = 'first' | 'last' | true;

/** A list of things to do, behind a button. */
export function Menu({ trigger, items, isOpen: isShown, onOpenChange, ...props }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpened, setOpened] = useState(false);
  const [focus, setFocus] = useState<MenuFocus>(true);
  const isOpen = isShown ?? isOpened;
  const part = useLater(panel, isOpen);
  const listed = useLater<unknown>(items ?? panel, isOpen);
  function change(isOpen: boolean, focus: MenuFocus = true) {
    setFocus(focus);
    setOpened(isOpen);
    onOpenChange?.(isOpen);
  }
  // Enter and Space too: the click that a browser makes of them counts as one of a screen reader.
  const onKeyDown = (event: KeyboardEvent) => {
    // While it comes, what it is opened from has the focus.
    if (event.key === 'Escape' && isOpen) return change(false);
    const isOpening = ['ArrowDown', 'ArrowUp', 'Enter', ' '].includes(event.key);
    if (!isOpening || event.repeat) return;
    event.preventDefault();
    event.stopPropagation();
    change(true, event.key === 'ArrowUp' ? 'last' : 'first');
  };
  return (
    <>
      <TriggerContext
        value={{
          ref: button,
          onPress: () => change(!isOpen),
          onKeyDown,
          'aria-haspopup': 'menu',
          'aria-expanded': isOpen,
        }}
      >
        {trigger}
      </TriggerContext>
      {part && listed !== null && isOpen && (
        <part.MenuPanel {...props} {...{ focus }} anchor={button} onClose={() => change(false)} />
      )}
    </>
  );
}

export type MenuItemProps = {
  id?: string;
  href?: string;
  target?: string;
  rel?: string;
  onAction?: () => void;
  isDisabled?: boolean;
  textValue?: string;
  icon?: ReactNode;
  children: ReactNode;
  /** A second line in a quieter voice. */
  description?: ReactNode;
  shortcut?: string;
  tone?: 'danger';
  /** The one of several places where one is now. */
  isCurrent?: boolean;
};

export function MenuItem(props: MenuItemProps) {
  const part = panel.now();
  return part && <part.PanelItem {...props} />;
}

export type MenuSectionProps = { title: string; children: ReactNode };

export function MenuSection(props: MenuSectionProps) {
  const part = panel.now();
  return part && <part.PanelSection {...props} />;
}

export function MenuSeparator() {
  const part = panel.now();
  return part && <part.PanelSeparator />;
}
