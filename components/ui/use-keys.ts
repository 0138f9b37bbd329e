'use client';

import { useLayoutEffect, useRef } from 'react';
import { useEarlyKeys } from './early-keys.ts';
import { floating, isTyping } from './field-keys.ts';
import { keyName } from './key-name.ts';
import type { PageKey } from './page-keys.ts';

/** Keys of a page. They rest while one types or answers a dialog. */
export function useKeys(keys: { [key in PageKey]?: (() => void) | undefined }) {
  const newest = useRef(keys);
  // What is shown listens: nothing can be pressed between the two.
  useLayoutEffect(() => {
    newest.current = keys;
  });
  useLayoutEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const isElsewhere = isTyping(event.target) || document.querySelector(floating) !== null;
      if (event.defaultPrevented || event.altKey || isElsewhere) return;
      const act = newest.current[keyName(event) as PageKey];
      if (!act) return;
      event.preventDefault();
      act();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  useEarlyKeys();
}
