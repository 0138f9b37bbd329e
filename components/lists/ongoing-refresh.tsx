'use client';

import { useRouter } from 'next/navigation';
import { useLive } from '#components/live/live-events.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import type { SyncSummary } from '#lib/domain/sync-summary.ts';

/** Many pages of a large list end in one second; the page is asked for anew at most this often. */
const QUIET_MS = 400;

/** Keeps the page up to date with the refreshes of a connection. */
export function useRefreshes(connectionId: string) {
  const router = useRouter();
  useLive(['sync', 'connection'], () => router.refresh(), { id: connectionId, quietMs: QUIET_MS });
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
