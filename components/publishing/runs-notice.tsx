'use client';

import { useState } from 'react';
import { later, useLater } from '#components/ui/later.ts';
import type { Result } from '#lib/domain/result.ts';
import type { PublishRunView } from '#lib/publishing/runs/load-runs.ts';
import type { PublishingWait } from '#lib/publishing/runs/publishing-wait.ts';
import type { RunItem } from '#lib/publishing/runs/run-items.ts';

export type RunHandlers = {
  pause: (input: { runId: string }, tab?: string) => Promise<Result<null>>;
  resume: (input: { runId: string }, tab?: string) => Promise<Result<null>>;
  cancel: (input: { runId: string }, tab?: string) => Promise<Result<{ takenBack: number }>>;
  /** What waits until the ledger is back is tried at once. */
  tryNow: (input: Record<string, never>, tab?: string) => Promise<Result<null>>;
  items: (input: { runId: string }) => Promise<Result<RunItem[]>>;
};

export type RunsNoticeProps = {
  slug: string;
  runs: readonly PublishRunView[];
  /** That everything waits; null while it does not. */
  wait: PublishingWait | null;
  maySteer: boolean;
  handlers: RunHandlers;
};

const banners = later(() => import('./publish-runs.tsx'));

/** How far what is being published has come, and that it waits. Nothing, and nothing loaded, while there is none. */
export function RunsNotice(props: RunsNoticeProps) {
  // Here, since one that is cancelled is soon over, and its banner gone, while one still reads which items were sent.
  const [listed, list] = useState<PublishRunView | null>(null);
  const isWanted = props.runs.length > 0 || props.wait !== null || listed !== null;
  return isWanted ? <Wanted {...props} {...{ listed, list }} /> : null;
}

/** The run whose items are listed. */
export type Listing = { listed: PublishRunView | null; list: (run: PublishRunView | null) => void };

function Wanted(props: RunsNoticeProps & Listing) {
  const part = useLater(banners, true);
  return part && <part.PublishRuns {...props} />;
}
