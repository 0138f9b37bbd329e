'use client';

import { useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Button } from '#components/ui/button.tsx';
import type { ButtonSize } from '#components/ui/button-styles.ts';
import { toast } from '#components/ui/toast-queue.ts';
import type { PublishHandlers } from './publish-button.tsx';

/** Takes back what is still queued. */
export function CancelPublishing({
  publicationId,
  cancel,
  size,
}: {
  publicationId: string;
  cancel: PublishHandlers['cancel'];
  size?: ButtonSize;
}) {
  const [isPending, start] = useTransition();
  const press = () =>
    start(async () => {
      const cancelled = await cancel({ publicationId }, thisTab());
      if (!cancelled.ok) toast({ title: 'Not cancelled', description: cancelled.error.message, tone: 'danger' });
    });
  return (
    <Button size={size} isPending={isPending} onPress={press}>
      Cancel publishing
    </Button>
  );
}
