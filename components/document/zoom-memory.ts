'use client';

import { useSyncExternalStore } from 'react';
import type { Zoom } from './page-geometry.ts';

const KEY = 'intray.zoom';
const FITTED: Zoom = { kind: 'width' };
const listeners = new Set<() => void>();
/** The text that `shown` was read from, so that the same text gives the same object. */
let stored: string | null = null;
let shown: Zoom = FITTED;

/** The zoom that was chosen last in this browser tab, for the next document too. */
export function useZoom(): [Zoom, (zoom: Zoom) => void] {
  return [useSyncExternalStore(subscribe, remembered, () => FITTED), remember];
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function remembered(): Zoom {
  const text = sessionStorage.getItem(KEY);
  if (text !== stored) {
    stored = text;
    shown = text ? (JSON.parse(text) as Zoom) : FITTED;
  }
  return shown;
}

function remember(zoom: Zoom): void {
  sessionStorage.setItem(KEY, JSON.stringify(zoom));
  for (const listener of listeners) listener();
}
