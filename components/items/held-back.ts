import { useMemo } from 'react';
import type { PublishHandlers } from '#components/publishing/publish-button.tsx';
import { firstUnfinished, unfinishedWords } from '#components/ui/unfinished.ts';
import { type Failure, failure } from '#lib/domain/result.ts';

/**
 * Why nothing may be published now: what is shown would not be what is sent. Puts the cursor where that is. Null when
 * all that is shown is stored; `isAsked` tells which of the page counts.
 */
export function heldBack(isAsked?: (element: Element | null) => boolean): { ok: false; error: Failure } | null {
  const first = firstUnfinished(isAsked);
  if (!first) return null;
  first.focus();
  return failure('unfinished', `${unfinishedWords(first)} Put it right or discard it, then publish.`);
}

/** Publishes rows of a table, but none while a cell of one of them shows what is not stored. */
export function usePublishingOfRows(publishing: PublishHandlers): PublishHandlers {
  return useMemo(
    () => ({
      ...publishing,
      publish: async (input, tab) => {
        const asked = new Set<string | undefined>(input.items.map(({ itemId }) => itemId));
        const rowOf = (element: Element | null) => element?.closest<HTMLElement>('[data-row]')?.dataset.row;
        return heldBack((element) => asked.has(rowOf(element))) ?? publishing.publish(input, tab);
      },
    }),
    [publishing],
  );
}
