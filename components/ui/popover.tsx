'use client';

import { type ReactNode, useRef, useState } from 'react';
import { later, useLater } from './later.ts';
import { TriggerContext } from './plain-button.tsx';
import type { PanelPlacement } from './popover-panel.tsx';

const panel = later(() => import('./popover-panel.tsx'));

export type PopoverProps = {
  /** A Button or IconButton. */
  trigger: ReactNode;
  /** Read aloud when it opens. */
  label: string;
  placement?: PanelPlacement;
  className?: string;
  children: ReactNode | ((close: () => void) => ReactNode);
};

/** A panel beside its trigger. */
export function Popover({ trigger, ...props }: PopoverProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const part = useLater(panel, isOpen);
  return (
    <>
      <TriggerContext value={{ ref: button, onPress: () => setOpen(!isOpen), 'aria-expanded': isOpen }}>
        {trigger}
      </TriggerContext>
      {part && isOpen && <part.PopoverPanel {...props} anchor={button} onClose={() => setOpen(false)} />}
    </>
  );
}
