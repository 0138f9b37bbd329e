'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { OngoingRefresh, useRefreshes } from '#components/lists/ongoing-refresh.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { LatestRun } from '#lib/lists/latest-run.ts';

const RECENT_MS = 15 * 60_000;

export type RefreshBannerProps = {
  connectionId: string;
  run: LatestRun | null;
  /** The newest event when the server began to draw the page. */
  drawnAt: number;
};

/** A refresh while it goes on, and then what it changed, until that is closed or old news. */
export function RefreshBanner({ connectionId, run, drawnAt }: RefreshBannerProps) {
  const [closedRunId, setClosedRunId] = useState<string | null>(null);
  useRefreshes(connectionId, drawnAt);
  if (!run || run.id === closedRunId) return null;
  if (run.summary.isLive) return <OngoingRefresh summary={run.summary} />;
  // What the schedule found is no news; the table tells it.
  const isNews = run.startedByName !== null && run.finishedAt !== null;
  if (!isNews || Date.now() - (run.finishedAt?.getTime() ?? 0) > RECENT_MS) return null;
  return <Outcome summary={run.summary} onClose={() => setClosedRunId(run.id)} />;
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
