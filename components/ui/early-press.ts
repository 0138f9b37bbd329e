'use client';

import { type Ref, type RefObject, useEffect, useImperativeHandle, useRef } from 'react';

type Noting = { intrayPressedEarly?: Element | undefined };

/** For a button: presses it again if it was the last that somebody pressed before it worked: see `NoteEarlyPress`. */
export function useEarlyPress(ref: Ref<HTMLButtonElement> | undefined): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => button.current, []);
  useEffect(() => {
    const noting = window as Noting;
    if (button.current === null || noting.intrayPressedEarly !== button.current) return;
    noting.intrayPressedEarly = undefined;
    button.current.click();
  }, []);
  return button;
}
