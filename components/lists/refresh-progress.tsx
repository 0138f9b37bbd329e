'use client';

import { useEffect, useRef } from 'react';
import { type ToastContent, toast } from '#components/ui/toast-queue.ts';
import type { ListName, SyncSummary } from '#lib/domain/sync-summary.ts';
import { OngoingRefresh, useRefreshes } from './ongoing-refresh.tsx';

export type RefreshProgressProps = {
  connectionId: string;
  run: { id: string; isBackground: boolean; summary: SyncSummary } | null;
  /** The list that the page shows: what changed in it is told when the refresh ends. */
  list: ListName;
  /** The newest event when the server began to draw the page. */
  drawnAt: number;
};

/**
 * The banner of a refresh that goes on, and the toast of one that has ended while the page was open. One that nobody
 * waits for only brings the page up to date.
 */
export function RefreshProgress({ connectionId, run, list, drawnAt }: RefreshProgressProps) {
  useRefreshes(connectionId, drawnAt);
  useEndOfRun(run, list);
  return run?.summary.isLive && !run.isBackground ? <OngoingRefresh summary={run.summary} /> : null;
}

function useEndOfRun(run: RefreshProgressProps['run'], list: ListName) {
  // A short refresh may end before the page has seen it begin: every run is told that had not ended on arrival.
  const told = useRef(run?.summary.isLive ? null : run?.id);
  useEffect(() => {
    if (!run || run.summary.isLive || told.current === run.id) return;
    told.current = run.id;
    if (run.isBackground) return;
    const line = run.summary.lines.find((line) => line.list === list);
    if (line) toast(endOfList(line));
  }, [run, list]);
}

function endOfList({ title, text, isProblem, isRefreshed }: SyncSummary['lines'][number]): ToastContent {
  if (isProblem)
    return {
      title: `${title}: ${isRefreshed ? 'some entries not read' : 'not refreshed'}`,
      description: text,
      tone: 'danger',
    };
  return { title: `${title}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`, tone: 'success' };
}
