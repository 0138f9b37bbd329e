'use client';

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { RouterProvider } from 'react-aria-components';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { leave } from './unfinished.ts';

/** What the widget library's parts stand on, each of which is loaded when it is needed: our language and navigation. */
export function Widgets({ children }: { children: ReactNode }) {
  const router = useRouter();
  return (
    <I18nProvider locale="en-GB">
      <RouterProvider navigate={(href) => leave(() => router.push(href))}>{children}</RouterProvider>
    </I18nProvider>
  );
}
