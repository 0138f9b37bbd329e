'use client';

import { type ReactNode, useEffect } from 'react';
import { FormatsProvider } from '#components/ui/formats.tsx';
import { Toasts } from '#components/ui/toasts.tsx';
import type { Formats } from '#lib/domain/personal-preferences.ts';

/** What the pages for errors draw: from here it comes once, with what every page has, and not again with each of them. */
export { ErrorState } from '#components/ui/error-state.tsx';

/** What every page stands on: how dates and numbers are shown, that it is ready is told, and toasts have a place. */
export function Providers({ formats, children }: { formats: Formats; children: ReactNode }) {
  // Most of what is pressed before this waits: whoever drives the page by a program waits for it.
  useEffect(() => {
    document.documentElement.dataset.isReady = '';
  }, []);
  return (
    <>
      <FormatsProvider formats={formats}>{children}</FormatsProvider>
      <Toasts />
    </>
  );
}
