import type { Coding, CodingLine } from '#lib/domain/coding/coding.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { failure, type Result } from '#lib/domain/result.ts';

/** Whether every list entry that a change names is of this business's books; what else is wrong, readiness tells. */
export function checkEntries(changes: Partial<Coding>, lists: Lists): Result<never> | null {
  const options = new Set(lists.tracking.flatMap((category) => category.options.map((option) => option.id)));
  const isKnown = (part: Partial<Coding> | CodingLine) =>
    (!part.accountId || lists.accounts.has(part.accountId)) &&
    (!part.taxRateId || lists.taxRates.has(part.taxRateId)) &&
    (!part.tracking1OptionId || options.has(part.tracking1OptionId)) &&
    (!part.tracking2OptionId || options.has(part.tracking2OptionId));
  const isContactKnown = !changes.contactId || lists.contacts.has(changes.contactId);
  if (isContactKnown && isKnown(changes) && (changes.lines ?? []).every(isKnown)) return null;
  return failure(
    'entryUnknown',
    'This entry is not in the connected books any more. Nothing was saved: reload the page and choose again.',
  );
}
