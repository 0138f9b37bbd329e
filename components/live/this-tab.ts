import { newId } from '#components/ui/new-id.ts';
import { tabId } from '#lib/domain/tab-id.ts';

const tab = typeof window === 'undefined' ? undefined : newId();
let visit = 0;

/**
 * The open page's own id, which actions carry, so that it knows the events of its own changes, which it shows by
 * itself. Asked for when somebody does something, not when it is sent: they may have left the page by then. None on the
 * server.
 */
export function thisTab(): string | undefined {
  return tab && tabId(tab, visit);
}

/** Something is opened that listens: what was asked for before was not asked for by it. */
export function beginVisit(): number {
  visit += 1;
  return visit;
}
