'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { RouterProvider } from 'react-aria-components';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { type Formats, FormatsProvider } from '#components/ui/formats.tsx';
import { Toasts } from '#components/ui/toasts.tsx';
import { leave } from '#components/ui/unfinished.ts';

/** What every page stands on: in-app navigation for the widget library, one language, toasts. */
export function Providers({ formats, children }: { formats: Formats; children: ReactNode }) {
  const router = useRouter();
  // Most of what is pressed before this is lost: whoever drives the page by a program waits for it.
  useEffect(() => {
    document.documentElement.dataset.isReady = '';
  }, []);
  return (
    <I18nProvider locale="en-GB">
      <RouterProvider navigate={(href) => leave(() => router.push(href))}>
        <FormatsProvider formats={formats}>{children}</FormatsProvider>
        <Toasts />
      </RouterProvider>
    </I18nProvider>
  );
}
