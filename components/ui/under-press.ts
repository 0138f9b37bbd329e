'use client';

import { useEffect, useRef, useSyncExternalStore } from 'react';

let isPressed = false;
let releasing: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function press({ button }: MouseEvent) {
  // What another button opens may keep its release to itself.
  if (button !== 0) return;
  clearTimeout(releasing);
  isPressed = true;
}

function release() {
  if (!isPressed) return;
  clearTimeout(releasing);
  // The click comes after the release, and what it does comes first.
  releasing = setTimeout(() => {
    isPressed = false;
    for (const listen of listeners) listen();
    // A list that the click has opened goes with its field, should that have moved now: it looks on this event only.
    requestAnimationFrame(() => {
      if (document.querySelector('[role=listbox]')) window.dispatchEvent(new Event('resize'));
    });
  });
}

/** A finger's `mousedown` comes after its `pointerup`, and the focus goes with it. */
const pressEvents = ['pointerdown', 'mousedown'] as const;
const releaseEvents = ['pointerup', 'pointercancel', 'mouseup', 'dragend', 'keydown', 'blur'] as const;

/** Told of releases only: nothing has to be drawn anew for a press. */
function subscribe(listen: () => void) {
  if (listeners.size === 0) {
    for (const event of pressEvents) window.addEventListener(event, press, true);
    for (const event of releaseEvents) window.addEventListener(event, onRelease, true);
  }
  listeners.add(listen);
  return () => {
    listeners.delete(listen);
    if (listeners.size > 0) return;
    for (const event of pressEvents) window.removeEventListener(event, press, true);
    for (const event of releaseEvents) window.removeEventListener(event, onRelease, true);
    clearTimeout(releasing);
    isPressed = false;
  };
}

function onRelease({ type, target }: Event) {
  // That of the window, not of the field that the press has just taken the focus from.
  if (type !== 'blur' || target === window) release();
}

/**
 * The value, or while the pointer is pressed the one from before: what takes room on the page must not come or go then,
 * or what is being clicked moves away from under the pointer and the click is lost.
 */
export function useUnderPress<T>(value: T): T {
  const isHeld = useSyncExternalStore(
    subscribe,
    () => isPressed,
    () => false,
  );
  const before = useRef(value);
  useEffect(() => {
    if (!isHeld) before.current = value;
  });
  return isHeld ? before.current : value;
}
