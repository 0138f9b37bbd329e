'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { type OptionalColumn, optionalColumns, type ShownColumns } from './line-columns.ts';

const storageKey = 'intray-line-columns';
const listeners = new Set<() => void>();

function subscribe(listen: () => void) {
  listeners.add(listen);
  return () => void listeners.delete(listen);
}

/** Which optional columns of line items this browser shows, as somebody has chosen. */
export function useShownColumns(): [ShownColumns, (name: OptionalColumn, isShown: boolean) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(storageKey) ?? '',
    () => '',
  );
  const shown = useMemo(() => parse(text), [text]);
  const choose = useCallback((name: OptionalColumn, isShown: boolean) => {
    const all = { ...parse(localStorage.getItem(storageKey) ?? ''), [name]: isShown };
    localStorage.setItem(storageKey, write(all));
    for (const listen of listeners) listen();
  }, []);
  return [shown, choose];
}

/** `+productId -tracking2OptionId`; anything else that is stored there says nothing. */
function parse(text: string): ShownColumns {
  const words = new Set(text.split(' '));
  const chosen = optionalColumns.filter((name) => words.has(`+${name}`) || words.has(`-${name}`));
  return Object.fromEntries(chosen.map((name) => [name, words.has(`+${name}`)]));
}

const write = (shown: ShownColumns) =>
  Object.entries(shown)
    .map(([name, isShown]) => `${isShown ? '+' : '-'}${name}`)
    .join(' ');
