import { z } from 'zod';
import { db } from '#lib/db.ts';
import {
  type ListName,
  type RunChanges,
  type SyncProblem,
  type SyncSummary,
  summariseRun,
} from '#lib/domain/sync-summary.ts';
import type { BusinessScope } from '#lib/scope.ts';

export type LatestRun = {
  id: string;
  startedByName: string | null;
  /** Started by the system itself: nobody waits for it. */
  isBackground: boolean;
  createdAt: Date;
  finishedAt: Date | null;
  summary: SyncSummary;
};

const problemSchema = z.object({ code: z.string(), message: z.string() });

/** Rows outlive the code that wrote them. */
function problemOf(error: unknown): SyncProblem | null {
  if (error === null) return null;
  return (
    problemSchema.safeParse(error).data ?? { code: 'unreadable', message: 'Why can no longer be told. Refresh again.' }
  );
}

/**
 * The newest refresh of a connection's lists, or of the one named, under way or ended, in words; null when there was
 * none.
 */
export async function latestRun(
  scope: BusinessScope,
  connectionId: string,
  list: ListName | null = null,
): Promise<LatestRun | null> {
  const run = await db.syncRun.findFirst({
    where: {
      connectionId,
      businessId: scope.businessId,
      ...(list ? { lists: { some: { list } } } : { isWhole: true }),
    },
    orderBy: { createdAt: 'desc' },
    include: { lists: true },
  });
  if (!run) return null;
  const changes: RunChanges = {
    status: run.status,
    problem: problemOf(run.error),
    lists: run.lists.map(({ error, ...list }) => ({ ...list, problem: problemOf(error) })),
  };
  const { id, startedByName, trigger, createdAt, finishedAt } = run;
  return {
    id,
    startedByName,
    isBackground: trigger === 'SCHEDULE' || trigger === 'PUBLISH',
    createdAt,
    finishedAt,
    summary: summariseRun(changes, scope.numbers ?? 'commaPoint'),
  };
}
