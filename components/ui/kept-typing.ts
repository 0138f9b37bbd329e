import { toast } from './toast-queue.ts';

/*
 * What somebody typed and left behind unsaved, as by the browser's Back, which cannot be held back: it waits in the tab
 * for them, and for nobody else, until they are at its field again.
 */

/** `was` is what the field showed as one typed: what has been changed meanwhile is not written over. */
export type Kept = { text: string; was: string };

const storageKey = 'intray-typing';
const MAX_KEPT = 50;

type All = { person: string; kept: [place: string, kept: Kept][] };

/** Who looks at the page: the shell says it. Without anybody nothing is kept. */
const person = () => document.querySelector<HTMLElement>('[data-person]')?.dataset.person ?? null;

function read(): All['kept'] {
  const text = sessionStorage.getItem(storageKey);
  if (text === null) return [];
  const all = JSON.parse(text) as All;
  return all.person === person() ? all.kept : [];
}

function write(kept: All['kept']) {
  const all: All = { person: person() ?? '', kept: kept.slice(-MAX_KEPT) };
  if (all.kept.length > 0) sessionStorage.setItem(storageKey, JSON.stringify(all));
  else sessionStorage.removeItem(storageKey);
}

let isLetGo = false;

/** Once somebody has said that they want to leave without it. Until they are somewhere else. */
export function letTypingGo(): void {
  isLetGo = true;
}

/** Nothing of it is left, as when one signs out. */
export function forgetTyping(): void {
  isLetGo = true;
  sessionStorage.removeItem(storageKey);
}

export function keepTyping(place: string, kept: Kept): void {
  if (isLetGo || person() === null) return;
  write([...read().filter(([at]) => at !== place), [place, kept]]);
}

/** What was kept for the place, once. */
export function takeTyping(place: string): Kept | null {
  isLetGo = false;
  const all = read();
  const found = all.find(([at]) => at === place);
  if (!found) return null;
  write(all.filter((each) => each !== found));
  return found[1];
}

/** The same, where the place still shows what it did: otherwise it is told what one had typed. */
export function takeTypingFor(
  place: string,
  label: string,
  shown: string,
  words: (text: string) => string = (text) => `“${text}”`,
): string | null {
  const kept = takeTyping(place);
  if (kept === null || kept.text === shown) return null;
  if (kept.was === shown) return kept.text;
  toast({
    title: `${label} has been changed since you left`,
    description: `You had entered ${words(kept.text)}, which was not saved.`,
    tone: 'info',
  });
  return null;
}

/** Where a field stands: the page, and the row, the line or the filter within it. */
export function placeOf(field: Element, label: string): string {
  const { row, filter } = field.closest<HTMLElement>('[data-row],[data-filter]')?.dataset ?? {};
  const line = field.closest<HTMLElement>('[data-line]')?.dataset.line ?? '';
  return placeIn(row ?? filter ?? '', line, label);
}

const placeIn = (row: string, line: string, label: string) => [window.location.pathname, row, line, label].join(' ');

/** For cells that have a field only while they are edited: whether one of a line waits for its text. */
export function keptInLines(): (line: number, label: string) => boolean {
  const places = new Set(read().map(([place]) => place));
  return (line, label) => places.has(placeIn('', String(line), label));
}
