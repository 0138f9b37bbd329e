'use client';

import { useRouter } from 'next/navigation';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useEffect } from 'react';
import { RouterProvider } from 'react-aria-components';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { ToastRegion } from '#components/ui/toast.tsx';
import { leave } from '#components/ui/unfinished.ts';

/** What every page stands on: in-app navigation for the widget library, one language, URL state, toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const router = useRouter();
  // What is pressed before this is lost: whoever drives the page by a program waits for it.
  useEffect(() => {
    document.documentElement.dataset.isReady = '';
  }, []);
  return (
    <I18nProvider locale="en-GB">
      <RouterProvider navigate={(href) => leave(() => router.push(href))}>
        <NuqsAdapter>{children}</NuqsAdapter>
        <ToastRegion />
      </RouterProvider>
    </I18nProvider>
  );
}
