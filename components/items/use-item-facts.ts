'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useState } from 'react';
import type { ItemFacts, ItemView } from '#lib/inbox/get-item.ts';
import type { ReadHandler } from './bulk/bulk-types.ts';
import { noteRead } from './read-here.ts';

/**
 * The item as the server drew it, or as an edit of this page's own has made it since: whichever has the newer revision.
 * What is chosen and is not among the page's choices, such as a hidden tax rate that a category brings, is asked for.
 */
export function useNewestFacts(drawn: ItemView): [ItemView, (facts: ItemFacts) => void] {
  const router = useRouter();
  const [edited, setEdited] = useState<ItemFacts | null>(null);
  const { accounts, taxRates } = drawn.choices;
  const { contactId } = drawn.coding;
  const adopt = useCallback(
    (facts: ItemFacts) => {
      setEdited(facts);
      const isKnown = [facts.coding, ...facts.coding.lines].every(
        ({ accountId, taxRateId }) =>
          (!accountId || accounts.some(({ id }) => id === accountId)) &&
          (!taxRateId || taxRates.some(({ id }) => id === taxRateId)),
      );
      // Another contact has other rates that are likely.
      if (!isKnown || facts.coding.contactId !== contactId) router.refresh();
    },
    [router, accounts, taxRates, contactId],
  );
  return [edited && edited.revision > drawn.revision ? { ...drawn, ...edited } : drawn, adopt];
}

/** The title follows an edit too, which the server does not draw. As the page's own metadata has it. */
export function usePageTitle({ contact, number }: ItemView) {
  const title = `${contact?.name ?? `Item ${number}`} · Intray`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** Whoever opens an item has read it; what is fetched ahead is not opened. */
export function useReading({ id, isUnread }: ItemView, markRead: ReadHandler) {
  useEffect(() => {
    if (!isUnread) return;
    noteRead(id, true);
    void markRead({ itemIds: [id], isRead: true, shows: false }).catch(() => noteRead(id, false));
  }, [id, isUnread, markRead]);
}
