'use client';

import { Send } from 'lucide-react';
import { useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Button } from '#components/ui/button.tsx';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import type { ItemRevision } from '#lib/publishing/publish-items.ts';
import type { PublishHandlers } from './publish-button.tsx';
import { usePublishingNews } from './publishing-news.tsx';

/** Publishes a selection: those that are not ready stay, and a message says how many and why. */
export function PublishSelection({
  items,
  gate,
  publish,
  onDone,
}: {
  items: ItemRevision[];
  gate: PublishingGate;
  publish: PublishHandlers['publish'];
  /** The selection has been dealt with. */
  onDone?: () => void;
}) {
  const [isPending, start] = useTransition();
  const tell = usePublishingNews();
  const press = () =>
    start(async () => {
      const answer = await publish({ items }, thisTab());
      tell(answer, gate);
      if (answer.ok) onDone?.();
    });
  return (
    <Button
      variant="primary"
      size="small"
      icon={<Send size={14} />}
      isPending={isPending}
      isDisabled={items.length === 0}
      onPress={press}
    >
      Publish {items.length > 1 ? items.length : ''}
    </Button>
  );
}
