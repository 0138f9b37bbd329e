'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useLive } from '#components/live/live-events.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { type ToastContent, toast } from '#components/ui/toast-queue.ts';
import type { ListName, SyncSummary } from '#lib/domain/sync-summary.ts';

const QUIET_MS = 400;

export type RefreshProgressProps = {
  connectionId: string;
  run: { id: string; isBackground: boolean; summary: SyncSummary } | null;
  /** The list that the page shows: what changed in it is told when the refresh ends. Without one, all of them. */
  list?: ListName;
};

/**
 * The banner of a refresh that goes on, and the toast of one that has ended while the page was open. One that nobody
 * waits for only brings the page up to date.
 */
export function RefreshProgress({ connectionId, run, list }: RefreshProgressProps) {
  const router = useRouter();
  useLive(['sync', 'connection'], () => router.refresh(), { id: connectionId, quietMs: QUIET_MS });
  useEndOfRun(run, list);
  if (!run?.summary.isLive || run.isBackground) return null;
  const { tone, title, detail, progress } = run.summary;
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

function useEndOfRun(run: RefreshProgressProps['run'], list: ListName | undefined) {
  // A short refresh may end before the page has seen it begin: every run is told that had not ended on arrival.
  const told = useRef(run?.summary.isLive ? null : run?.id);
  useEffect(() => {
    if (!run || run.summary.isLive || told.current === run.id) return;
    told.current = run.id;
    if (run.isBackground) return;
    const line = run.summary.lines.find((line) => line.list === list);
    toast(line ? endOfList(line) : endOfRun(run.summary));
  }, [run, list]);
}

function endOfList({ title, text, isProblem }: SyncSummary['lines'][number]): ToastContent {
  if (isProblem) return { title: `${title}: not refreshed`, description: text, tone: 'danger' };
  return { title: `${title}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`, tone: 'success' };
}

function endOfRun({ title, detail, tone }: SyncSummary): ToastContent {
  return { title, ...(detail && { description: detail }), tone: tone === 'success' ? 'success' : 'danger' };
}
