'use client';

import { useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import type { PublishHandlers } from './publish-button.tsx';
import type { Publishable } from './publish-words.ts';
import { usePublishingNews } from './publishing-news.tsx';

type Selection = {
  items: readonly (Publishable & { id: string; revision: number })[];
  gate: PublishingGate;
  publish: PublishHandlers['publish'];
  /** The selection has been dealt with. */
  onDone?: () => void;
};

/** Publishes a selection: those that are not ready stay, and a message says how many and why. For its button and key. */
export function usePublishSelection({ items, gate, publish, onDone }: Selection) {
  const [isPending, start] = useTransition();
  const tell = usePublishingNews();
  const press = () => {
    if (isPending || items.length === 0) return;
    start(async () => {
      const answer = await publish({ items: items.map(({ id, revision }) => ({ itemId: id, revision })) }, thisTab());
      await tell(answer, gate);
      if (answer.ok) onDone?.();
    });
  };
  return { items, isPending, press };
}
