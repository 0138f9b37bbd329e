'use client';

import { type Ref, type RefObject, useEffect, useImperativeHandle, useRef } from 'react';

/** What `NoteEarlyPress` notes. */
type Noting = { intrayPressedEarly?: Element | null };

/** For what somebody presses: does it if that was the last they pressed before it worked: see `NoteEarlyPress`. */
export function useEarlyPress(pressed: RefObject<Element | null>, act: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the page's scripts take it over
  useEffect(() => {
    const isNoted = () => pressed.current !== null && (window as Noting).intrayPressedEarly === pressed.current;
    // A press for which it has been taken over comes to it itself, after this.
    if (isNoted()) setTimeout(() => isNoted() && act());
  }, []);
}

/** The same for a button. */
export function useEarlyButton(ref: Ref<HTMLButtonElement> | undefined): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => button.current, []);
  useEarlyPress(button, () => button.current?.click());
  return button;
}

/** For whatever has been pressed: its press was not lost. */
export function pressWorked(): void {
  (window as Noting).intrayPressedEarly = null;
}
