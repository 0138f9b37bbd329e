'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';

/** The rows worth drawing: `first` included, `end` not. */
export type RowWindow = { first: number; end: number };

const chunk = 8;
const serverRows = 48;

/** The rows that are in view, with a margin on both sides, rounded so that scrolling a little draws nothing new. */
export function visibleWindow(scrollTop: number, viewHeight: number, rowHeight: number, rowCount: number): RowWindow {
  const first = Math.floor(scrollTop / rowHeight / chunk) * chunk - chunk;
  const end = Math.ceil((scrollTop + viewHeight) / rowHeight / chunk) * chunk + chunk;
  return { first: Math.max(0, Math.min(first, rowCount)), end: Math.min(rowCount, Math.max(end, 0)) };
}

/**
 * Follows the scroll position of `scroller` and the height of its rows. Before the first measurement, as on the server,
 * it is the first screenful.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  rowCount: number,
  isCompact = false,
): RowWindow & { rowHeightPx: number | null } {
  const [rowWindow, setRowWindow] = useState<RowWindow>({ first: 0, end: Math.min(serverRows, rowCount) });
  const [rowHeightPx, setRowHeightPx] = useState<number | null>(null);

  const measure = useCallback(() => {
    const element = scroller.current;
    const height = element?.querySelector<HTMLElement>('[data-row]')?.offsetHeight;
    if (!element || !height) return;
    setRowHeightPx(height);
    const next = visibleWindow(element.scrollTop, element.clientHeight, height, rowCount);
    setRowWindow((now) => (now.first === next.first && now.end === next.end ? now : next));
  }, [scroller, rowCount]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows get another height with it
  useLayoutEffect(measure, [measure, isCompact]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [measure, scroller]);

  return { first: rowWindow.first, end: Math.min(Math.max(rowWindow.end, 0), rowCount), rowHeightPx };
}
