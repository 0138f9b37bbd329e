'use client';

import { useState } from 'react';
import type { SteerAutoPublish } from '#components/publishing/publish-button.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { AutoPublishView } from '#lib/auto-publish/auto-publish-view.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure } from '#lib/domain/result.ts';
import { Instant } from './instant.tsx';

/** Above the fields: when the item is published by itself and why, or what holds it back. */
export function AutoPublishNotice({
  item: { id: itemId, autoPublish: view },
  steer,
}: {
  item: { id: string; autoPublish: AutoPublishView | null };
  /** Null for who may not publish. */
  steer: SteerAutoPublish | null;
}) {
  const [isPending, setPending] = useState(false);
  if (view === null) return null;
  const wish = view.state === 'waiting' ? 'stop' : view.state === 'stopped' ? 'let' : null;
  const button = steer && wish && (
    <Button
      size="small"
      isPending={isPending}
      onPress={async () => {
        setPending(true);
        const done = await steer({ itemId, wish }).catch(() =>
          failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.'),
        );
        setPending(false);
        if (!done.ok) toast({ title: 'Nothing was changed', description: done.error.message, tone: 'danger' });
      }}
    >
      {wish === 'stop' ? 'Stop' : 'Publish by itself'}
    </Button>
  );
  if (view.state === 'waiting') {
    return (
      <Banner
        title={
          <>
            Will be published by itself at <Instant at={view.at} />
          </>
        }
        action={button}
      >
        {view.because}.
      </Banner>
    );
  }
  if (view.state === 'stopped') {
    return (
      <Banner title="Not published by itself" action={button}>
        Stopped by <bdi>{isolated(view.byName)}</bdi>. Publish it when it is right.
      </Banner>
    );
  }
  return (
    <Banner title="Not published by itself">
      {view.texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Banner>
  );
}
