import { db } from '#lib/db.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { isPublished, type PublicationState } from '#lib/domain/publication/publication.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** Where one item of a run stands. */
export type RunItem = {
  number: number;
  workspace: Workspace;
  contact: string | null;
  reference: string | null;
  stands: 'published' | 'onTheWay' | 'queued' | 'refused' | 'takenBack';
};

const MAX_SHOWN = 500;

/** Which items of a run are in the books, which are on their way, and which are not. */
export async function runItems(scope: BusinessScope, runId: string): Promise<Result<RunItem[]>> {
  const publications = await db.publication.findMany({
    where: { runId, businessId: scope.businessId },
    orderBy: { item: { number: 'asc' } },
    take: MAX_SHOWN,
    select: {
      state: true,
      item: {
        select: { number: true, workspace: true, reference: true, contact: { select: { name: true } } },
      },
    },
  });
  if (publications.length === 0) return failure('missing', 'This is not known any more. Reload the page.');
  return ok(
    publications.map(({ state, item: { contact, ...item } }) => ({
      ...item,
      contact: contact?.name ?? null,
      stands: standOf(state),
    })),
  );
}

function standOf(state: PublicationState): RunItem['stands'] {
  if (isPublished(state) || state === 'SUPERSEDED') return 'published';
  if (state === 'QUEUED') return 'queued';
  if (state === 'SENDING' || state === 'UNCERTAIN') return 'onTheWay';
  return state === 'REJECTED' ? 'refused' : 'takenBack';
}
