'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** How far something is, is asked for so often. */
const LOOK_EVERY_MS = 2_000;

/** Draws the page anew now and then while something is under way: its end is told by itself, its progress is not. */
export function useRefreshWhile(isUnderWay: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(() => router.refresh(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, router]);
}
