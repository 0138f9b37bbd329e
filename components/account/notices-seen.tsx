'use client';

import { useEffect } from 'react';

/** Has the shown notices count as seen, once somebody has the page before them: a page may be fetched ahead. */
export function NoticesSeen({ upTo, tell }: { upTo: string; tell: (input: { upTo: string }) => Promise<unknown> }) {
  useEffect(() => {
    // Should it fail, they are counted as new once more.
    tell({ upTo }).catch(() => undefined);
  }, [upTo, tell]);
  return null;
}
