'use client';

import { type FocusEvent, type MouseEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { keepTyping, placeOf, takeTyping, takeTypingFor } from './kept-typing.ts';

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
 * Loses nothing that is typed and not stored. Takes what somebody typed before the page's scripts had taken the input
 * over: React tells of it to nobody, and the next drawing would wipe it out. Keeps what is typed when the page is left
 * by a way that does not ask, and takes it when they are back. `isLeft` when they have gone on from it by then. What it
 * returns is told of each change as it happens: a choice may take its own field away before that is drawn once more.
 */
export function useEarlyTyping(
  input: RefObject<Typable | null>,
  { label, shown, typed }: { label: string; shown: string; typed: string | null },
  take: (text: string, isLeft: boolean) => void,
): (typed: string | null) => void {
  const newest = useRef({ shown, typed });
  useLayoutEffect(() => {
    newest.current = { shown, typed };
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the input appears
  useLayoutEffect(() => {
    const field = input.current;
    if (!field) return;
    const place = placeOf(field, label);
    const left = field.value === shown ? takeTypingFor(place, label, shown) : field.value;
    if (left !== null) take(left, field !== document.activeElement);
    const keep = () => {
      const { shown: was, typed: text } = newest.current;
      if (text !== null && text !== was) keepTyping(place, { text, was });
    };
    // Come back to as it was left, it has all that it kept.
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && takeTyping(place);
    window.addEventListener('pagehide', keep);
    window.addEventListener('pageshow', onShow);
    return () => {
      window.removeEventListener('pagehide', keep);
      window.removeEventListener('pageshow', onShow);
      keep();
    };
  }, []);
  return (typed) => {
    newest.current = { ...newest.current, typed };
  };
}
