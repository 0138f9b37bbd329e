'use client';

import { type RefObject, useEffect, useRef } from 'react';

type Clipboard = {
  /** What is selected, as text. */
  copied: () => string;
  /** Empties what was copied; null where nothing may be changed. */
  onCut: (() => void) | null;
  onPaste: ((text: string) => void) | null;
};

/**
 * Copies from and pastes into the cells of a grid while one of them has the focus. Listened for on the document: where no
 * text is selected, browsers tell the page's body of it, and not the element with the focus
 * (https://www.w3.org/TR/clipboard-apis/#fire-a-clipboard-event).
 */
export function useClipboard(grid: RefObject<HTMLElement | null>, clipboard: Clipboard): void {
  const newest = useRef(clipboard);
  useEffect(() => {
    newest.current = clipboard;
  });
  useEffect(() => {
    const isInCell = () => {
      const { activeElement } = document;
      return activeElement?.matches('[role=gridcell]') === true && grid.current?.contains(activeElement) === true;
    };
    function onCopy(event: ClipboardEvent) {
      // Text that somebody has selected is what they mean.
      if (!isInCell() || String(window.getSelection()) !== '') return;
      event.clipboardData?.setData('text/plain', newest.current.copied());
      event.preventDefault();
      if (event.type === 'cut') newest.current.onCut?.();
    }
    function onPaste(event: ClipboardEvent) {
      const { onPaste: paste } = newest.current;
      if (!isInCell() || !paste) return;
      event.preventDefault();
      paste(event.clipboardData?.getData('text/plain') ?? '');
    }
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [grid]);
}
