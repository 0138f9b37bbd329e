import type { Metadata } from 'next';
import { Archive } from '#components/items/archive.tsx';
import { loadInboxSearchParams } from '#components/items/inbox-search-params.ts';
import { requireAccess } from '#lib/access.ts';
import { PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listArchive } from '#lib/inbox/list-archive.ts';
import { newestAtDrawing } from '../../events/newest-at-drawing.ts';
import { moreOfArchive } from '../list-actions.ts';

export const metadata: Metadata = { title: 'Archive' };

export default async function ArchivePage({ params, searchParams }: PageProps<'/[business]/costs/archive'>) {
  const { scope, business } = await requireAccess((await params).business, 'items.see');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const search = (await loadInboxSearchParams(searchParams)).search.slice(0, 200);
  const first = await listArchive(scope, 'COSTS', search, { after: null, limit: PAGE_ROWS });
  return <Archive slug={business.slug} workspace="COSTS" {...{ first, search, drawnAt }} load={moreOfArchive} />;
}
