'use client';

import { useEffect, useRef, useSyncExternalStore } from 'react';
import { later } from './later.ts';

/** What `NoteEarlyPress` notes: the last keys that were pressed outside of fields, answered or not. */
export type NotedKeys = { intrayEarlyKeys?: readonly KeyboardEvent[] };

/** Few press a key before the page listens. */
const pressing = later(() => import('./press-again.ts'));

/**
 * For what answers keys, once it listens: if it came with the page, the keys that were pressed before are pressed again.
 * Those that nobody answers yet wait for the next part of the page to listen. For what is drawn later nothing is pressed:
 * the keys before it were meant for what was there then.
 */
export function useEarlyKeys(): void {
  const cameWithPage = useRef(false);
  // React asks for what the server had only for what it takes over from it; nothing is drawn anew for this.
  useSyncExternalStore(never, nothing, () => {
    cameWithPage.current = true;
    return null;
  });
  useEffect(() => {
    if (!cameWithPage.current || !(window as NotedKeys).intrayEarlyKeys) return;
    void pressing.load().then(
      ({ pressAgain }) => pressAgain(),
      () => {},
    );
  }, []);
}

const never = () => () => {};
const nothing = () => null;
