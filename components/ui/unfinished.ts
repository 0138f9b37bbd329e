'use client';

import {
  createContext,
  type RefObject,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useSyncExternalStore,
} from 'react';

/** Text that a field shows and that is not stored: refused, not chosen yet, or not saved. */
export type Unfinished = {
  label: string;
  text: string;
  /** Where it stands; null when that is gone. */
  element: () => Element | null;
  /** Brings the field into view and puts the cursor into it. */
  focus: () => void;
};

let all: readonly Unfinished[] = [];
const listeners = new Set<() => void>();

function change(now: readonly Unfinished[]) {
  all = now;
  for (const listen of listeners) listen();
}

/** Counts until the function that it returns is called. */
export function holdUnfinished(entry: Unfinished): () => void {
  change([...all, entry]);
  return () => change(all.filter((other) => other !== entry));
}

/** The first in the order of the page, of those that `isAsked` picks; undefined when all that is shown is stored. */
export function firstUnfinished(isAsked: (element: Element | null) => boolean = () => true): Unfinished | undefined {
  return all.filter(({ element }) => isAsked(element())).sort(inOrder)[0];
}

function inOrder(one: Unfinished, other: Unfinished): number {
  const [a, b] = [one.element(), other.element()];
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING) === 0 ? -1 : 1;
}

const LONGEST_SHOWN = 40;

/** `“€12” in Total is not saved.` */
export function unfinishedWords({ label, text }: Pick<Unfinished, 'label' | 'text'>): string {
  if (text === '') return `${label} is not saved.`;
  const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN).trimEnd()}…` : text;
  return `“${short}” in ${label} is not saved.`;
}

function subscribe(listen: () => void) {
  listeners.add(listen);
  return () => void listeners.delete(listen);
}

/** Whether something that is shown is not stored. */
export function useIsUnfinished(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => all.length > 0,
    () => false,
  );
}

/** The keys of a table's rows, or a grid's cells, in which something is shown that is not stored, joined by line breaks. */
function unfinishedIn(part: 'row' | 'key'): string {
  const keys = all.flatMap(({ element }) => element()?.closest<HTMLElement>(`[data-${part}]`)?.dataset[part] ?? []);
  return [...new Set(keys)].sort().join('\n');
}
const unfinishedRows = () => unfinishedIn('row');
const unfinishedCells = () => unfinishedIn('key');

/** The same for a table, which keeps them: a field that is no longer drawn would lose its text. */
export function useUnfinishedRows(): ReadonlySet<string> {
  return useKeys(unfinishedRows);
}

/** The same for a grid whose cells have a field only while they are edited. */
export function useUnfinishedCells(): ReadonlySet<string> {
  return useKeys(unfinishedCells);
}

function useKeys(keysNow: () => string): ReadonlySet<string> {
  const keys = useSyncExternalStore(subscribe, keysNow, () => '');
  return useMemo(() => new Set(keys === '' ? [] : keys.split('\n')), [keys]);
}

/** Shows the part of a page that its fields stand in, where it may be hidden. */
export const RevealContext = createContext<() => void>(() => {});

/** For a field: `text` is what it holds and has not given on, null when there is nothing like that. */
export function useUnfinished(input: RefObject<HTMLElement | null>, label: string, text: string | null): void {
  const reveal = useEffectEvent(useContext(RevealContext));
  useEffect(() => {
    if (text === null) return;
    return holdUnfinished({
      label,
      text: text.trim(),
      element: () => input.current,
      focus: () => {
        reveal();
        input.current?.focus({ preventScroll: true });
        input.current?.scrollIntoView({ block: 'center' });
      },
    });
  }, [input, label, text]);
}

let ask: ((go: () => void) => void) | null = null;

/** Who asks before one leaves: the shell. Returns how it stops. */
export function onLeaving(asks: (go: () => void) => void): () => void {
  ask = asks;
  return () => {
    if (ask === asks) ask = null;
  };
}

let comesBack = false;

/** Whether the page is being left for a moment only, and what was typed waits. */
export const isComingBack = () => comesBack;

/** Leaves for an address that leads back here, or loads this page anew: nothing is lost by it, and nobody asked. */
export function leaveFor(address: string): void {
  comesBack = true;
  window.location.assign(address);
}

/** Leaves the page by `go`: at once, or where something is unfinished once that has been agreed to. */
export function leave(go: () => void): void {
  if (ask && firstUnfinished()) ask(go);
  else go();
}
