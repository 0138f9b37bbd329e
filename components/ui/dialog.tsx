'use client';

import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { IconButton } from './icon-button.tsx';

const overlayClass = 'fixed inset-0 z-50 flex transition-opacity data-entering:opacity-0';

export type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  children: ReactNode;
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode;
  size?: 'small' | 'medium' | 'large' | 'wide';
  /** Escape and a click outside do not close it: for what must be answered. */
  mustAnswer?: boolean;
  /** Nothing of the page can be read behind it. */
  coversPage?: boolean;
};

const widths = { small: 'sm:max-w-md', medium: 'sm:max-w-xl', large: 'sm:max-w-3xl', wide: 'sm:max-w-5xl' };

/** Asks or shows one thing, and holds the focus until it is done. Rises from the foot of a phone's screen. */
export function Dialog({
  isOpen,
  onOpenChange,
  title,
  children,
  actions,
  size = 'small',
  mustAnswer,
  coversPage,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!mustAnswer}
      isKeyboardDismissDisabled={mustAnswer}
      className={cx(
        overlayClass,
        coversPage ? 'covers-page bg-canvas' : 'bg-scrim',
        'items-end justify-center sm:items-start sm:p-4 sm:pt-[8vh]',
      )}
    >
      <Modal
        className={cx(
          'floating w-full rounded-b-none transition-[opacity,translate] data-entering:translate-y-2 data-entering:opacity-0 sm:rounded-lg',
          widths[size],
        )}
      >
        <AriaDialog className="flex max-h-[85dvh] flex-col outline-none sm:max-h-[84vh]">
          <div className="flex items-center justify-between gap-4 px-5 pt-4 pb-2">
            <Heading slot="title" className="text-lg font-semibold">
              {title}
            </Heading>
            {!mustAnswer && (
              <IconButton label="Close" icon={<X size={16} />} size="small" onPress={() => onOpenChange(false)} />
            )}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4 text-sm">{children}</div>
          {actions && <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
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
export function Drawer({ isOpen, onOpenChange, label, side = 'right', children, className }: DrawerProps) {
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable className={cx(overlayClass, 'bg-scrim')}>
      <Modal
        className={cx(
          'floating h-full w-80 max-w-[85vw] rounded-none transition-[translate] duration-200',
          side === 'left' ? 'mr-auto data-entering:-translate-x-full' : 'ml-auto data-entering:translate-x-full',
        )}
      >
        <AriaDialog aria-label={label} className={cx('flex h-full flex-col overflow-y-auto outline-none', className)}>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
