'use client';

import { type FocusEvent, type MouseEvent, type RefObject, useLayoutEffect } from 'react';

/** Props of an input whose text is replaced by typing: coming to it selects everything, a second click sets the caret. */
export const selectOnFocus = {
  onMouseDown(event: MouseEvent<HTMLInputElement>) {
    if (event.currentTarget === document.activeElement) return;
    // Else the browser would set the caret after the focus, and undo the selection.
    event.preventDefault();
    event.currentTarget.focus();
  },
  onFocus(event: FocusEvent<HTMLInputElement>) {
    // The combo box sends focus events of its own making while one moves through its list.
    if (event.isTrusted) event.currentTarget.select();
  },
};

type Typable = HTMLInputElement | HTMLTextAreaElement;

/**
 * For the same input: a value that comes while one is in it and has typed nothing yet is selected too, or what one types
 * next would be put to its end.
 */
export function useStaysSelected(input: RefObject<Typable | null>, shown: string, isTyped: boolean) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed is never selected, only what comes
  useLayoutEffect(() => {
    if (!isTyped && input.current === document.activeElement) input.current?.select();
  }, [shown]);
}

/**
 * Takes what somebody typed before the page's scripts had taken the input over: React tells of it to nobody, and the
 * next drawing would wipe it out. `isLeft` when they have gone on from it by then.
 */
export function useEarlyTyping(
  input: RefObject<Typable | null>,
  shown: string,
  take: (text: string, isLeft: boolean) => void,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the input appears
  useLayoutEffect(() => {
    const typed = input.current?.value;
    if (typed !== undefined && typed !== shown) take(typed, input.current !== document.activeElement);
  }, []);
}
