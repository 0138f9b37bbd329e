import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import type { LeftOut } from '#lib/coding/bulk/preview-bulk-edit.ts';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';

/** "1 item", "1,240 items". */
export const itemsText = (count: number, numbers: NumberForm) =>
  `${writeCount(count, numbers)} ${count === 1 ? 'item' : 'items'}`;

const verb = (count: number, one: string, many: string) => (count === 1 ? one : many);

/** Why items of a selection are left as they are, before anything is done. */
export const leftOutTexts: Record<LeftOut, (count: number) => string> = {
  published: (count) => `${verb(count, 'is', 'are')} published, and can no longer be changed here`,
  underWay: (count) =>
    `${verb(count, 'is', 'are')} being published; cancel publishing to change ${verb(count, 'it', 'them')}`,
  missing: (count) => `${verb(count, 'was', 'were')} deleted meanwhile`,
  hasLines: (count) => `${verb(count, 'has', 'have')} line items, each with its own tax`,
};

/** The same after it is done, by the code of the failure. */
const refusals: Record<string, (count: number) => string> = {
  conflict: (count) => `${verb(count, 'was', 'were')} changed by somebody meanwhile`,
  locked: (count) => `${verb(count, 'is', 'are')} published or being published by now`,
  missing: leftOutTexts.missing,
  hasLines: leftOutTexts.hasLines,
  permission: () => 'could not be changed, since your role does not allow it any more',
  flagUnknown: () => 'could not be changed: the flag is archived by now',
  ownerUnknown: () => 'could not be changed: the owner is archived by now',
  entryUnknown: () => 'could not be changed: what was chosen is no longer in the books',
};

const otherwise = (count: number) =>
  `could not be changed: something went wrong on our side with ${verb(count, 'it', 'them')}`;

function reasonsText(reasons: readonly { code: string; count: number }[], numbers: NumberForm): string {
  return reasons
    .map(({ code, count }) => `${itemsText(count, numbers)} ${(refusals[code] ?? otherwise)(count)}.`)
    .join(' ');
}

/** What is told of an edit of many items once it has ended. */
export function endWords(
  { state, counts, refused, notUndone, kept, publishing }: BulkOutcome,
  numbers: NumberForm,
  nameOf: (field: CodingField) => string,
): { title: string; description?: string; isUndoable: boolean } {
  if (state === 'UNDONE') {
    const stayed = kept.map(
      ({ field, count }) => `${nameOf(field)} stayed in ${itemsText(count, numbers)}, since it was changed meanwhile.`,
    );
    const reasons = reasonsText(
      notUndone.filter(({ code }) => code !== 'conflict'),
      numbers,
    );
    const description = [...stayed, reasons].filter(Boolean).join(' ');
    const title =
      counts.UNDONE === 0 && counts.KEPT > 0
        ? 'Nothing could be taken back'
        : `${itemsText(counts.UNDONE, numbers)} as before`;
    return { title, ...(description && { description }), isUndoable: false };
  }
  const isBeing = (count: number) => `${itemsText(count, numbers)} ${verb(count, 'is', 'are')} being published.`;
  const left = publishing ? counts.CHANGED + counts.SAME - publishing.count : 0;
  const description = [
    ...(publishing && publishing.count > 0 ? [isBeing(publishing.count)] : []),
    ...(left > 0
      ? [`${itemsText(left, numbers)} ${verb(left, 'waits', 'wait')}: something else is missing or wrong.`]
      : []),
    reasonsText(refused, numbers),
  ]
    .filter(Boolean)
    .join(' ');
  return {
    title: counts.CHANGED === 0 ? 'Nothing was changed' : `${itemsText(counts.CHANGED, numbers)} changed`,
    ...(description && { description }),
    isUndoable: counts.CHANGED > 0,
  };
}
