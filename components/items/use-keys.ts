'use client';

import { useEffect, useRef } from 'react';

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input:not([type=checkbox],[type=radio]),textarea,select') !== null);

/** What has the keys to itself while it is open. */
const floating = '[role=dialog],[role=menu],[role=listbox]';

/** Keys of a page, by `event.key`, with `ctrl+` before it for Ctrl or Cmd. They rest while one types or answers a dialog. */
export function useKeys(keys: Record<string, (() => void) | undefined>) {
  const newest = useRef(keys);
  useEffect(() => {
    newest.current = keys;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const isElsewhere = isTyping(event.target) || document.querySelector(floating) !== null;
      if (event.defaultPrevented || event.altKey || isElsewhere) return;
      const act = newest.current[event.ctrlKey || event.metaKey ? `ctrl+${event.key}` : event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
