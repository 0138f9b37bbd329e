'use client';

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastQueue as AriaToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { Spinner } from './spinner.tsx';
import type { ShownToast, ToastTone } from './toast-queue.ts';

export const toastQueue = new AriaToastQueue<ShownToast>({ maxVisibleToasts: 4 });

const icons: Record<ToastTone, { icon: typeof Info; className: string }> = {
  info: { icon: Info, className: 'text-info' },
  success: { icon: CircleCheck, className: 'text-success' },
  danger: { icon: CircleAlert, className: 'text-danger' },
};

/** Beside a document, which has its fields at the right and its lines below: over the document, never over them. */
const besideFields =
  'lg:in-[body:has([data-details])]:top-28 lg:in-[body:has([data-details])]:right-auto lg:in-[body:has([data-details])]:bottom-auto lg:in-[body:has([data-details])]:left-60 lg:in-[body:has([data-details])]:flex-col';

/**
 * On a phone there is no place beside what one is at: there it is a line under the page, which makes room for it (see
 * globals.css), and shows the newest only.
 */
const underPage =
  'max-md:in-[body:has(>[data-person])]:static max-md:shrink-0 max-md:border-t max-md:in-[body:has(>[data-person])]:*:*:*:rounded-none max-md:[&_li:not(:first-child)]:hidden!';

/** Where toasts appear. */
export function ToastRegion() {
  return (
    <AriaToastRegion
      queue={toastQueue}
      aria-label="Notifications"
      className={cx(
        'fixed right-4 bottom-4 left-4 z-50 flex flex-col-reverse gap-2 outline-none md:left-auto md:w-88',
        underPage,
        besideFields,
      )}
    >
      {({ toast }) => {
        const { title, description, tone = 'success', action, isOngoing } = toast.content;
        const { icon: Icon, className } = icons[tone];
        return (
          <AriaToast
            toast={toast}
            className="floating flex items-start gap-2.5 py-2.5 pr-2 pl-3 text-sm transition-[opacity,translate] starting:translate-y-2 starting:opacity-0"
          >
            {isOngoing ? (
              <Spinner size={16} />
            ) : (
              <Icon aria-hidden="true" size={16} className={cx('mt-0.5 shrink-0', className)} />
            )}
            <AriaToastContent className="flex min-w-0 flex-1 flex-col pt-px">
              <Text slot="title" className="font-medium">
                {title}
              </Text>
              {description && (
                <Text slot="description" className="text-muted">
                  {description}
                </Text>
              )}
            </AriaToastContent>
            {action && (
              <Button
                size="small"
                onPress={() => {
                  action.onPress();
                  toastQueue.close(toast.key);
                }}
              >
                {action.label}
              </Button>
            )}
            <AriaButton
              slot="close"
              aria-label="Close"
              className="grid size-6 shrink-0 pointer-coarse:size-11 place-items-center rounded-sm text-muted hover:bg-hover hover:text-text"
            >
              <X aria-hidden="true" size={14} />
            </AriaButton>
          </AriaToast>
        );
      }}
    </AriaToastRegion>
  );
}
