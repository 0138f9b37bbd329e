'use client';

import { useEffect, useState, useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';
import { aboutHowLong } from '#lib/domain/publication/time-to-go.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { PublishRunView } from '#lib/publishing/runs/load-runs.ts';
import { ClockTime } from './clock-time.tsx';
import { RunItems } from './run-items-dialog.tsx';
import type { Listing, RunHandlers, RunsNoticeProps } from './runs-notice.tsx';
import { WaitBanner } from './wait-banner.tsx';

/** Of each press of *Publish* on many items: how far it is, how long it takes, and how to stop it. */
export function PublishRuns({ slug, runs, wait, maySteer, handlers, listed, list }: RunsNoticeProps & Listing) {
  const run = runs.find(({ id }) => id === listed?.id) ?? listed;
  return (
    <div className="flex shrink-0 flex-col gap-2 px-4 pb-3 empty:hidden">
      {wait && <WaitBanner wait={wait} tryNow={maySteer ? handlers.tryNow : null} />}
      {runs.map((run) => (
        <RunBanner key={run.id} {...{ run, maySteer, handlers, list }} isWaitTold={wait !== null} />
      ))}
      {run && <RunItems {...{ slug, run, handlers }} onClose={() => list(null)} />}
    </div>
  );
}

type RunBannerProps = {
  list: Listing['list'];
  run: PublishRunView;
  maySteer: boolean;
  handlers: RunHandlers;
  /** Why it waits is said above. */
  isWaitTold: boolean;
};

function RunBanner({ list, run, maySteer, handlers, isWaitTold }: RunBannerProps) {
  const { numbers } = useFormats();
  const [isPending, start] = useTransition();
  const items = `${writeCount(run.total, numbers)} items`;
  const isPaused = run.pausedByName !== null;
  const steer = (ask: () => Promise<Result<unknown>>) =>
    start(async () => {
      const done = await ask().catch(brokeOff);
      if (!done.ok) toast({ title: 'Not done', description: done.error.message, tone: 'danger' });
    });
  const cancel = () =>
    steer(async () => {
      const done = await handlers.cancel({ runId: run.id }, thisTab());
      if (done.ok) list(run);
      return done;
    });
  const input = { runId: run.id };
  return (
    <Banner
      tone={isPaused ? 'warning' : 'info'}
      isOngoing={!isPaused && run.isUsable && !isWaitTold}
      title={titleOf(run, items)}
      progress={
        <ProgressBar
          label={`Publishing ${items}`}
          isLabelHidden
          value={run.made}
          max={Math.max(1, run.needed)}
          valueLabel={`${Math.floor((100 * run.made) / Math.max(1, run.needed))} % of the requests made`}
        />
      }
      action={
        <>
          <Button size="small" onPress={() => list(run)}>
            Which items
          </Button>
          {maySteer && !run.isCancelled && (
            <>
              <Button
                size="small"
                isPending={isPending}
                onPress={() =>
                  steer(() => (isPaused ? handlers.resume(input, thisTab()) : handlers.pause(input, thisTab())))
                }
              >
                {isPaused ? 'Resume' : 'Pause'}
              </Button>
              {run.queued > 0 && (
                <Button size="small" isPending={isPending} onPress={cancel}>
                  Cancel the rest
                </Button>
              )}
            </>
          )}
        </>
      }
    >
      <p>
        {standOf(run, numbers)} <Ahead run={run} isWaitTold={isWaitTold} />
      </p>
    </Banner>
  );
}

function titleOf({ isCancelled, pausedByName, ledgerName, requestedByName }: PublishRunView, items: string): string {
  if (pausedByName !== null) return `Publishing of ${items} paused by ${pausedByName}`;
  if (isCancelled) return `Publishing of ${items} cancelled: what was sent is carried through`;
  return `Publishing ${items} to ${ledgerName}, asked for by ${requestedByName}`;
}

/** `120 done, 380 in the books, their documents to follow, 12 refused.` */
function standOf(run: PublishRunView, numbers: NumberForm): string {
  const { complete, posted, onTheWay, queued, refused, takenBack, ledgerName } = run;
  const parts: [number, string][] = [
    [complete, 'done'],
    [posted, `in ${ledgerName}, their documents to follow`],
    [onTheWay, 'on the way'],
    [queued, 'not sent yet'],
    [refused, 'refused'],
    [takenBack, 'back in the inbox'],
  ];
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${writeCount(count, numbers)} ${what}`);
  return `${told.join(', ')}.`;
}

/** How often the time to go is said anew. */
const TICK_MS = 5_000;

function Ahead({ run, isWaitTold }: { run: PublishRunView; isWaitTold: boolean }) {
  const now = useNow();
  if (run.pausedByName !== null) return <>Nothing more is sent until somebody resumes it.</>;
  if (!run.isUsable) return <>It goes on by itself once {run.ledgerName} is reconnected.</>;
  if (run.doneAt === null) return null;
  if (isWaitTold) {
    return (
      <>
        Done about <ClockTime instant={run.doneAt} />.
      </>
    );
  }
  const toGo = aboutHowLong(Math.max(0, new Date(run.doneAt).getTime() - now));
  return (
    <span className="whitespace-nowrap" suppressHydrationWarning>
      {toGo.charAt(0).toUpperCase() + toGo.slice(1)} to go.
    </span>
  );
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const brokeOff = () =>
  failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
