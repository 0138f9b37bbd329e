'use client';

import { type ReactNode, useEffect } from 'react';
import { Toasts } from '#components/ui/toasts.tsx';

/** What every page stands on: that it is ready is told, and toasts have a place. */
export function Providers({ children }: { children: ReactNode }) {
  // What is pressed before this is lost: whoever drives the page by a program waits for it.
  useEffect(() => {
    document.documentElement.dataset.isReady = '';
  }, []);
  return (
    <>
      {children}
      <Toasts />
    </>
  );
}
