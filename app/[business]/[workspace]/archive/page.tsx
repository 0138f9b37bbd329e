import type { Metadata } from 'next';
import { Archive } from '#components/items/archive.tsx';
import { loadArchiveSearchParams } from '#components/items/inbox-search-params.ts';
import { WorkspaceTabs } from '#components/items/workspace-tabs.tsx';
import { currentFormats, requireAccess } from '#lib/access.ts';
import { ownerChoices } from '#lib/coding/owners.ts';
import { may } from '#lib/domain/roles.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { booksChoices } from '#lib/inbox/books-filters.ts';
import { archiveMatches } from '#lib/inbox/inbox-counts.ts';
import { archiveQuerySchema, PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listArchive } from '#lib/inbox/list-archive.ts';
import { newestAtDrawing } from '../../events/newest-at-drawing.ts';
import { countsOfPage } from '../../inbox-counts.ts';
import { moreOfArchive } from '../list-actions.ts';
import { archiving, exporting } from '../putting-aside.ts';
import { workspaceIn } from '../workspace-in.ts';

export async function generateMetadata({ params }: PageProps<'/[business]/[workspace]/archive'>): Promise<Metadata> {
  return { title: `${workspaceNames[workspaceIn(await params)]} archive` };
}

export default async function ArchivePage({ params, searchParams }: PageProps<'/[business]/[workspace]/archive'>) {
  const { scope, business, role } = await requireAccess((await params).business, 'items.see');
  const workspace = workspaceIn(await params);
  const drawnAt = await newestAtDrawing(scope.businessId);
  const asked = await loadArchiveSearchParams(searchParams);
  const query = archiveQuerySchema.parse(asked);
  const isFiltered = query.search !== '' || query.owner !== null || query.books !== null;
  const seesAll = may(role, 'items.edit');
  const [first, inbox, matches, owners, books] = await Promise.all([
    listArchive(scope, workspace, query, { after: null, limit: PAGE_ROWS }),
    countsOfPage(scope, workspace),
    isFiltered ? archiveMatches(scope, workspace, query) : undefined,
    ownerChoices(scope, { archivedToo: true }),
    booksChoices(scope),
  ]);
  const { numbers } = await currentFormats();
  return (
    <Archive
      slug={business.slug}
      tabs={<WorkspaceTabs slug={business.slug} {...{ workspace, numbers }} current="archive" counts={inbox} />}
      {...{ workspace, first, matches, owners, books, seesAll, query, drawnAt }}
      load={moreOfArchive}
      exporting={exporting}
      bringBack={archiving.bringBack}
    />
  );
}
