'use client';

import { useEffect, useEffectEvent } from 'react';

/** What `NoteEarlyPress` notes: files that came before anything took them; null once something does. */
type Noting = { intrayEarlyFiles?: readonly File[] | null };

/**
 * For what takes files anywhere on a page, once it listens: takes those that were dropped or pasted before. The page says
 * by `data-takes-files` that it will, or the browser would open them in its place.
 */
export function useEarlyFiles(take: (files: File[]) => void): void {
  const onFiles = useEffectEvent(take);
  useEffect(() => {
    const noting = window as Noting;
    const noted = noting.intrayEarlyFiles ?? [];
    noting.intrayEarlyFiles = null;
    if (noted.length > 0) onFiles([...noted]);
    return () => {
      noting.intrayEarlyFiles = [];
    };
  }, []);
}
