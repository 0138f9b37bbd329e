import { addDays } from './calendar-date.ts';
import type { Coding } from './coding/coding.ts';
import { hasDueDate } from './coding/due-date.ts';
import { dueDaysOf } from './coding/due-days.ts';
import type { Provenance } from './coding/provenance.ts';
import type { Lists } from './lists.ts';
import type { Workspace } from './paths.ts';

/** Where new items go, and as what. */
export type DefaultDestination = Pick<Coding, 'publishTo' | 'publishAs'>;

/** What new items begin with, and how many days after its date a document is due; null where nobody has said. */
export type PublishingDefaults = Record<Workspace, DefaultDestination> & { dueDays: number | null };

/**
 * What an open item of a workspace would be otherwise, had it begun by these defaults: of what nobody has decided. `lists`
 * are those of the books, with any defaults.
 */
export function changesByDefaults(
  coding: Coding,
  workspace: Workspace,
  sources: Provenance,
  { dueDays, ...defaults }: PublishingDefaults,
  lists: Lists,
): Partial<Coding> {
  const { publishTo, publishAs } = defaults[workspace];
  const changes: Partial<Coding> = {};
  if (coding.publishTo !== publishTo && !sources.publishTo?.isLocked) changes.publishTo = publishTo;
  if (coding.publishAs !== publishAs && !sources.publishAs?.isLocked) changes.publishAs = publishAs;
  const isDueFree = coding.dueOn === null ? !sources.dueOn?.isLocked : sources.dueOn?.by === 'calculated';
  const due = dueDaysOf(coding.contactId, { ...lists, house: { ...lists.house, dueDays } });
  if (isDueFree && due && coding.issuedOn !== null && hasDueDate(coding)) {
    const dueOn = addDays(coding.issuedOn, due.days);
    if (dueOn !== coding.dueOn) changes.dueOn = dueOn;
  }
  return changes;
}
