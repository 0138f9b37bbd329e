'use client';

import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { later, useLater } from './later.ts';

const panel = later(() => import('./dialog-panel.tsx'));

export type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  children: ReactNode;
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode;
  size?: 'small' | 'medium' | 'large' | 'wide' | 'full';
  /** Escape and a click outside do not close it: for what must be answered. */
  mustAnswer?: boolean;
};

/** Asks or shows one thing, and holds the focus until it is done. Rises from the foot of a phone's screen. */
export function Dialog(props: DialogProps) {
  const part = useLater(panel, props.isOpen);
  return part && <part.DialogPanel {...props} />;
}

export type ConfirmDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** What will happen and what stays. */
  children: ReactNode;
  /** The verb, never "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  isDanger?: boolean;
  /** May be asynchronous: the dialog shows that it works, and closes when it is done unless it resolves to false. */
  onConfirm: () => undefined | boolean | Promise<undefined | boolean> | Promise<void> | void;
};

/** Asks before something that cannot be undone. */
export function ConfirmDialog({
  onConfirm,
  confirmLabel,
  cancelLabel = 'Cancel',
  isDanger,
  ...props
}: ConfirmDialogProps) {
  const [isPending, setPending] = useState(false);
  async function confirm() {
    setPending(true);
    try {
      if ((await onConfirm()) !== false) props.onOpenChange(false);
    } finally {
      setPending(false);
    }
  }
  return (
    <Dialog
      {...props}
      mustAnswer={isPending}
      actions={
        <>
          <Button onPress={() => props.onOpenChange(false)} isDisabled={isPending}>
            {cancelLabel}
          </Button>
          <Button
            variant={isDanger ? 'danger' : 'primary'}
            isPending={isPending}
            onPress={confirm}
            autoFocus={!isDanger}
          >
            {confirmLabel}
          </Button>
        </>
      }
    />
  );
}

export type DrawerProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  label: string;
  side?: 'left' | 'right';
  children: ReactNode;
  className?: string;
};

/** A panel from the side over the whole height: navigation on a phone, details beside a table. */
export function Drawer(props: DrawerProps) {
  const part = useLater(panel, props.isOpen);
  return part && <part.DrawerPanel {...props} />;
}
