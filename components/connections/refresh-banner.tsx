'use client';

import { X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useLive } from '#components/live/live-events.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import type { LatestRun } from '#lib/lists/latest-run.ts';

/** Many pages of a large list end in one second; the page is asked for anew at most this often. */
const QUIET_MS = 400;
const RECENT_MS = 15 * 60_000;

export type RefreshBannerProps = { connectionId: string; run: LatestRun | null };

/** A refresh while it goes on, and then what it changed, until that is closed or old news. */
export function RefreshBanner({ connectionId, run }: RefreshBannerProps) {
  const router = useRouter();
  const [closedRunId, setClosedRunId] = useState<string | null>(null);
  useLive(['sync', 'connection'], () => router.refresh(), { id: connectionId, quietMs: QUIET_MS });
  if (!run || run.id === closedRunId) return null;
  if (run.summary.isLive) return <Progress summary={run.summary} />;
  // What the schedule found is no news; the table tells it.
  const isNews = run.startedByName !== null && run.finishedAt !== null;
  if (!isNews || Date.now() - (run.finishedAt?.getTime() ?? 0) > RECENT_MS) return null;
  return <Outcome summary={run.summary} onClose={() => setClosedRunId(run.id)} />;
}

function Progress({ summary: { tone, title, detail, progress } }: Pick<LatestRun, 'summary'>) {
  return (
    <Banner
      tone={tone}
      isOngoing
      title={title}
      progress={
        <ProgressBar
          label="Refresh in progress"
          isLabelHidden
          value={progress === null ? undefined : Math.round(progress * 100)}
        />
      }
    >
      {detail}
    </Banner>
  );
}

function Outcome({ summary, onClose }: Pick<LatestRun, 'summary'> & { onClose: () => void }) {
  const told = summary.lines.filter(({ text }) => text !== 'No changes' && text !== summary.detail);
  return (
    <Banner
      tone={summary.tone}
      title={summary.title}
      action={<IconButton label="Close" icon={<X size={14} />} size="small" onPress={onClose} />}
    >
      {summary.detail && <p>{summary.detail}</p>}
      {told.length > 0 && (
        <ul className="flex flex-wrap gap-x-4">
          {told.map(({ list, title, text, isProblem }) => (
            <li key={list} className={isProblem ? 'w-full text-danger' : undefined}>
              {title}: {isProblem ? text : text.charAt(0).toLowerCase() + text.slice(1)}
            </li>
          ))}
        </ul>
      )}
    </Banner>
  );
}
