'use client';

import { useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import type { WaitCause } from '#lib/domain/publication/wait-cause.ts';
import { failure } from '#lib/domain/result.ts';
import type { PublishingWait } from '#lib/publishing/runs/publishing-wait.ts';
import { ClockTime } from './clock-time.tsx';
import type { RunHandlers } from './runs-notice.tsx';

const titles: Record<WaitCause, (ledger: string, organisation: string) => string> = {
  minute: (ledger) => `${ledger} takes no more requests in this minute`,
  appMinute: (ledger) => `${ledger} takes no more requests in this minute`,
  concurrent: (ledger) => `${ledger} takes no more requests in this moment`,
  day: (ledger, organisation) => `${ledger} takes no more requests for ${organisation} today`,
  reserve: (ledger, organisation) => `The requests left for ${organisation} today are kept for people in ${ledger}`,
  unavailable: (ledger) => `${ledger} is away at the moment`,
  subscription: (ledger, organisation) => `The ${ledger} subscription of ${organisation} takes nothing new`,
};

/** Why everything waits, until when, and that nothing is lost by it. */
export function WaitBanner({
  wait: { cause, ledgerName, organisationName, until, items },
  tryNow,
}: {
  wait: PublishingWait;
  /** Null for whoever publishes nothing. */
  tryNow: RunHandlers['tryNow'] | null;
}) {
  const { numbers } = useFormats();
  const [isPending, start] = useTransition();
  const mayBeOver = cause === 'unavailable' || cause === 'subscription';
  const press = (ask: RunHandlers['tryNow']) =>
    start(async () => {
      const done = await ask({}, thisTab()).catch(() =>
        failure('offline', 'The connection broke off. Everything waits as before.'),
      );
      if (!done.ok) toast({ title: 'Not tried', description: done.error.message, tone: 'danger' });
    });
  return (
    <Banner
      tone="warning"
      title={titles[cause](ledgerName, organisationName)}
      action={
        tryNow &&
        mayBeOver && (
          <Button size="small" isPending={isPending} onPress={() => press(tryNow)}>
            Try now
          </Button>
        )
      }
    >
      {writeCount(items, numbers)} {items === 1 ? 'item waits' : 'items wait'}; nothing failed, and nothing is lost.{' '}
      {cause === 'subscription' ? 'Whoever pays for it renews it there; we try again at ' : 'It goes on by itself at '}
      <ClockTime instant={until} />.
    </Banner>
  );
}
