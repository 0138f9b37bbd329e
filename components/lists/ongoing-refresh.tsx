'use client';

import { useLive } from '#components/live/live-events.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import type { SyncSummary } from '#lib/domain/sync-summary.ts';

/** Keeps the page up to date with the refreshes of a connection. */
export function useRefreshes(connectionId: string, drawnAt: number) {
  useLive({ sync: connectionId, connection: connectionId }, drawnAt);
}

/** The banner of a refresh that goes on. */
export function OngoingRefresh({ summary: { tone, title, detail, progress } }: { summary: SyncSummary }) {
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
