import type { Metadata } from 'next';
import { Archive } from '#components/items/archive.tsx';
import { loadArchiveSearchParams } from '#components/items/inbox-search-params.ts';
import { requireAccess } from '#lib/access.ts';
import { archiveMatches } from '#lib/inbox/inbox-counts.ts';
import { archiveQuerySchema, PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listArchive } from '#lib/inbox/list-archive.ts';
import { newestAtDrawing } from '../../events/newest-at-drawing.ts';
import { moreOfArchive } from '../list-actions.ts';

export const metadata: Metadata = { title: 'Archive' };

export default async function ArchivePage({ params, searchParams }: PageProps<'/[business]/costs/archive'>) {
  const { scope, business } = await requireAccess((await params).business, 'items.see');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const asked = await loadArchiveSearchParams(searchParams);
  const query = archiveQuerySchema.parse(asked);
  const [first, matches] = await Promise.all([
    listArchive(scope, 'COSTS', query, { after: null, limit: PAGE_ROWS }),
    query.search === '' ? undefined : archiveMatches(scope, 'COSTS', query.search),
  ]);
  return (
    <Archive slug={business.slug} workspace="COSTS" {...{ first, matches, query, drawnAt }} load={moreOfArchive} />
  );
}
