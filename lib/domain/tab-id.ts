/**
 * The id that actions of an open page carry. Its random part stands for the tab; the last twelve digits count what was
 * opened in the tab one after the other, so that a page knows its own changes from those of the page before it.
 */
export function tabId(tab: string, visit: number): string {
  return tab.slice(0, TAB_LENGTH) + visit.toString(16).padStart(12, '0');
}

/** The visit of `tab` that `origin` names; null when it names another tab's, or none. */
export function visitOf(origin: string | null, tab: string | null): number | null {
  if (!origin || !tab || origin.slice(0, TAB_LENGTH) !== tab.slice(0, TAB_LENGTH)) return null;
  return Number.parseInt(origin.slice(TAB_LENGTH), 16);
}

/** All of a UUID before its last group. */
const TAB_LENGTH = 24;
