'use client';

import {
  type KeyboardEvent as Press,
  type RefObject,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { ComboBoxStateContext } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import type { Arrival, Ending } from './combo-box-types.ts';
import { selectOnFocus } from './select-on-focus.ts';

/**
 * Where one types in a combo box. A click opens the list. Escape, and choosing again what is chosen, give up what was
 * typed; Enter with nothing highlighted says that it is meant. For the widget library these are all one, and the same
 * as a list that closes because the page scrolls.
 */
export function ComboBoxInput({
  id,
  input,
  query,
  meant,
  isUnclear,
  lastKey,
  placeholder,
  arrival,
  onGiveUp,
  onEnd,
}: {
  id: string;
  input: RefObject<HTMLInputElement | null>;
  /** What was typed, or null when nothing was typed since the last choice. */
  query: string | null;
  /** The option that the text means, or that is offered for it. */
  meant: string | null;
  /** It is only offered: Enter takes it, and Tab leaves it. */
  isUnclear: boolean;
  /** Of the options that are listed; null while they are still to come. */
  lastKey: string | null;
  placeholder: string | undefined;
  arrival: Arrival;
  onGiveUp: () => void;
  onEnd: (how: Ending) => void;
}) {
  const state = useContext(ComboBoxStateContext);
  // Whoever was in the plain field is in this one, where they were in it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the input appears
  useLayoutEffect(() => {
    if (!arrival.caret) return;
    input.current?.focus({ preventScroll: true });
    input.current?.setSelectionRange(...arrival.caret);
    if (arrival.opens) state?.open(null, 'manual');
  }, []);
  const pressed = useRef(0);
  const hasOpened = useRef(false);
  const [, goOn] = useState(0);
  // The first opens the list, and each of the others waits for what the one before has led to.
  useEffect(() => {
    const isOpen = state?.isOpen === true;
    if (!isOpen && hasOpened.current) pressed.current = arrival.keys.length;
    hasOpened.current = isOpen;
    const key = arrival.keys[pressed.current];
    const isFirst = pressed.current === 0 && query === null;
    const isFilled = isOpen && lastKey !== null && state.collection.getItem(lastKey) !== null;
    // Nothing is highlighted of itself while the text may be a new name.
    const isHighlit = query !== null || (state?.selectionManager.focusedKey ?? null) !== null;
    if (key === undefined || !(isFirst || (isFilled && isHighlit))) return;
    pressed.current += 1;
    input.current?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    goOn(pressed.current);
  });

  // A text that changes opens the list, so it can be closed only once the text has changed.
  const closesNext = useRef(false);
  useEffect(() => {
    if (!closesNext.current || query !== null) return;
    closesNext.current = false;
    if (state?.isOpen) state.toggle();
  });

  // A list that opens highlights what is chosen, which nobody meant who has typed another text since.
  const hasMoved = useRef(false);

  function onKeyDown(event: Press<HTMLInputElement>) {
    if (!state || event.nativeEvent.isComposing) return;
    if (moves.has(event.key)) hasMoved.current = true;
    const { selectionManager, selectedKey } = state;
    if (query !== null && !hasMoved.current && selectionManager.focusedKey === selectedKey && selectedKey !== meant) {
      selectionManager.setFocusedKey(null);
    }
    if (event.key === 'Tab' && isUnclear && !hasMoved.current) selectionManager.setFocusedKey(null);
    // The list that it closes is all that it is meant for then.
    if (event.key === 'Escape' && state.isOpen) event.preventDefault();
    if (query === null) return;
    const highlighted = state.isOpen ? state.selectionManager.focusedKey : null;
    const isAgain = highlighted !== null && highlighted === state.selectedKey;
    if (event.key === 'Tab') {
      if (isAgain) onGiveUp();
      else if (highlighted === null) onEnd('tabbed');
    }
    if (event.key !== 'Escape' && (event.key !== 'Enter' || (highlighted !== null && !isAgain))) return;
    event.preventDefault();
    event.stopPropagation();
    const isGivenUp = event.key === 'Escape' || isAgain;
    if (isGivenUp) onGiveUp();
    else onEnd('entered');
    const isOver = isGivenUp || query.trim() === '';
    closesNext.current = isOver && state.isOpen;
    if (!isOver && !state.isOpen) state.open(null, 'manual');
  }

  return (
    <Input
      id={id}
      ref={input}
      placeholder={placeholder}
      {...selectOnFocus}
      onClick={(event) => {
        const { disabled, readOnly } = event.currentTarget;
        if (state && !state.isOpen && !disabled && !readOnly) state.open(null, 'manual');
      }}
      onInput={() => {
        hasMoved.current = false;
      }}
      onKeyDownCapture={onKeyDown}
      className="h-full min-w-0 flex-1 truncate rounded-md bg-transparent pl-2.5 outline-none"
    />
  );
}

/** The keys that move the highlight. */
const moves: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp']);

/** Once something is typed, what it means is ready for Enter or Tab; nothing is while that is open. */
export function Highlight({ option: target }: { option: string | null }) {
  const state = useContext(ComboBoxStateContext);
  const focusedKey = state?.selectionManager.focusedKey ?? null;
  const isNone = focusedKey === null || !state?.collection.getItem(focusedKey);
  // A list that has just opened is not filled yet, and forgets what is not in it.
  const isThere = target !== null && state?.collection.getItem(target) != null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state object is new on every render
  useEffect(() => {
    if (!isThere) return;
    let isStale = false;
    // After the effects of the combo box itself, which take the highlight away whenever the text changes.
    queueMicrotask(() => {
      if (!isStale) state?.selectionManager.setFocusedKey(target);
    });
    return () => {
      isStale = true;
    };
  }, [target, isThere, isNone]);
  return null;
}
