import { formatDate } from '../calendar-date.ts';
import type { Coding } from '../coding/coding.ts';
import type { Lists } from '../lists.ts';
import { lockSentence, metLock, movedTo } from '../lock-dates.ts';
import type { Circumstances } from '../readiness/circumstances.ts';

/** A coding as it goes to the books, and what the business's own rules made otherwise, a sentence each. */
export type AsPublished = { coding: Coding; changes: string[] };

/**
 * What becomes of a coding on its way to the books by what the business has settled: the item itself stays as it is. Pure;
 * a coding with which nothing is to be done comes back unchanged.
 */
export function asPublished(
  coding: Coding,
  circumstances: Pick<Circumstances, 'lists' | 'organisation' | 'numbers'>,
): AsPublished {
  const met = metLock(coding, circumstances);
  if (met?.outcome === 'draft') {
    const { statusNames } = circumstances.lists.rules;
    const change = `In the books as ${statusNames.DRAFT.toLowerCase()}, not as ${statusNames[coding.publishAs].toLowerCase()}: ${lockSentence(met.lock)}.`;
    return { coding: { ...coding, publishAs: 'DRAFT' }, changes: [change] };
  }
  if (met?.outcome === 'moved' && coding.issuedOn) {
    const change = `In the books on ${formatDate(met.firstOpenDay)}, not on ${formatDate(coding.issuedOn)}: ${lockSentence(met.lock)}. The description keeps the document's own date.`;
    const moved = { ...coding, ...movedTo(met.firstOpenDay, coding, circumstances.lists.rules) };
    return { coding: moved, changes: [change] };
  }
  return { coding, changes: [] };
}

/** What a coding that went through `asPublished` is judged by: nothing more is done to it. */
export function strictly(lists: Lists): Lists {
  return { ...lists, house: { ...lists.house, lockPolicy: 'ASK' } };
}
