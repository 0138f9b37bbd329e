import type { ListName } from '#lib/domain/sync-summary.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { type ListSource, refreshedAt } from './browse/list-source.ts';
import { type LatestRun, latestRun } from './latest-run.ts';

/** What a page of Lists says about where its entries come from. */
export type ListStatus = {
  source: ListSource | null;
  /** ISO instant. */
  refreshedAt: string | null;
  run: Pick<LatestRun, 'id' | 'isBackground' | 'summary'> | null;
};

export async function listStatus(scope: BusinessScope, source: ListSource | null, list: ListName): Promise<ListStatus> {
  if (!source) return { source: null, refreshedAt: null, run: null };
  const [at, run] = await Promise.all([refreshedAt(source, list), latestRun(scope, source.connectionId, list)]);
  return {
    source,
    refreshedAt: at?.toISOString() ?? null,
    run: run && { id: run.id, isBackground: run.isBackground, summary: run.summary },
  };
}
