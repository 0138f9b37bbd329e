import { db } from '#lib/db.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { isPublished, isUndecided } from '#lib/domain/publication/publication.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** What has become of one publication that somebody asked for. */
export type PublishingEnd = {
  publicationId: string;
  outcome: 'underWay' | 'published' | 'refused' | 'takenBack';
  /** Of its item. */
  number: number;
  workspace: Workspace;
  ledgerUrl: string | null;
};

/** What has become of these publications of the business. */
export async function publishingEnds(
  scope: BusinessScope,
  publicationIds: readonly string[],
): Promise<PublishingEnd[]> {
  const found = await db.publication.findMany({
    where: { businessId: scope.businessId, id: { in: [...publicationIds] } },
    select: { id: true, state: true, ledgerUrl: true, item: { select: { number: true, workspace: true } } },
  });
  return found.map(({ id, state, ledgerUrl, item }) => ({
    publicationId: id,
    outcome: isUndecided(state)
      ? 'underWay'
      : isPublished(state)
        ? 'published'
        : state === 'REJECTED'
          ? 'refused'
          : 'takenBack',
    ...item,
    ledgerUrl,
  }));
}
