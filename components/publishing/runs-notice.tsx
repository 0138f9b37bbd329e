'use client';

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
  const isWanted = props.runs.length > 0 || props.wait !== null;
  return isWanted ? <Wanted {...props} /> : null;
}

function Wanted(props: RunsNoticeProps) {
  const part = useLater(banners, true);
  return part && <part.PublishRuns {...props} />;
}
