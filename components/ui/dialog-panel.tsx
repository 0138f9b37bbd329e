'use client';

import { X } from 'lucide-react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { cx } from './cx.ts';
import type { DialogProps, DrawerProps } from './dialog.tsx';
import { IconButton } from './icon-button.tsx';
import { Widgets } from './widgets.tsx';

const overlayClass = 'fixed inset-0 z-50 flex transition-opacity data-entering:opacity-0';

const widths = {
  small: 'sm:max-w-md',
  medium: 'sm:max-w-xl',
  large: 'sm:max-w-3xl',
  wide: 'sm:max-w-5xl',
  full: 'sm:max-w-[77rem]',
};

/** What is drawn of a `Dialog`. */
export function DialogPanel({
  isOpen,
  onOpenChange,
  title,
  children,
  actions,
  size = 'small',
  mustAnswer,
}: DialogProps) {
  return (
    <Widgets>
      <ModalOverlay
        isOpen={isOpen}
        onOpenChange={onOpenChange}
        isDismissable={!mustAnswer}
        isKeyboardDismissDisabled={mustAnswer}
        className={cx(overlayClass, 'items-end justify-center bg-scrim sm:items-start sm:p-4 sm:pt-[8vh]')}
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
    </Widgets>
  );
}

/** What is drawn of a `Drawer`. */
export function DrawerPanel({ isOpen, onOpenChange, label, side = 'right', children, className }: DrawerProps) {
  return (
    <Widgets>
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
    </Widgets>
  );
}
