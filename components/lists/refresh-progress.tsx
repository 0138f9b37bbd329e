'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useLive } from '#components/live/live-events.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { ListName, SyncSummary } from '#lib/domain/sync-summary.ts';

const QUIET_MS = 400;

export type RefreshProgressProps = {
  connectionId: string;
  run: { id: string; summary: SyncSummary } | null;
  /** The list that the page shows: what changed in it is told when the refresh ends. Without one, all of them. */
  list?: ListName;
};

/** The banner of a refresh that goes on, kept up to date, and the toast of one that has ended on this page. */
export function RefreshProgress({ connectionId, run, list }: RefreshProgressProps) {
  const router = useRouter();
  useLive(['sync', 'connection'], () => router.refresh(), { id: connectionId, quietMs: QUIET_MS });
  useEndOfRun(run, list);
  if (!run?.summary.isLive) return null;
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
  const followed = useRef<string | null>(null);
  useEffect(() => {
    if (run?.summary.isLive) followed.current = run.id;
    if (!run || run.summary.isLive || followed.current !== run.id) return;
    followed.current = null;
    const line = run.summary.lines.find((line) => line.list === list);
    const isProblem = line ? line.isProblem : run.summary.tone !== 'success';
    toast({
      title: line ? `${line.title}: ${line.isProblem ? 'not refreshed' : lowerFirst(line.text)}` : run.summary.title,
      ...(line?.isProblem
        ? { description: line.text }
        : !line && run.summary.detail
          ? { description: run.summary.detail }
          : {}),
      tone: isProblem ? 'danger' : 'success',
    });
  }, [run, list]);
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
