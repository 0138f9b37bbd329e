import type { Metadata } from 'next';
import { Archive } from '#components/items/archive.tsx';
import { listPlace, loadArchiveSearchParams } from '#components/items/list-address.ts';
import { NothingFound } from '#components/items/nothing-found.tsx';
import { WorkspaceTabs } from '#components/items/workspace-tabs.tsx';
import { currentFormats, requireAccess } from '#lib/access.ts';
import { extraOf } from '#lib/domain/list-layout.ts';
import { may } from '#lib/domain/roles.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { filterFacts } from '#lib/inbox/filter-entries.ts';
import { archiveMatches } from '#lib/inbox/inbox-counts.ts';
import { archiveQuerySchema, isNarrowed, PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listArchive } from '#lib/inbox/list-archive.ts';
import { pinnedViews } from '#lib/inbox/saved-views.ts';
import { filtersOfAddress } from '#lib/inbox/shown-filters.ts';
import { newestAtDrawing } from '../../events/newest-at-drawing.ts';
import { filterEntries, filterFlags } from '../../filter-actions.ts';
import { countsOfPage } from '../../inbox-counts.ts';
import { moreOfArchive, saveLayout, totalsOfList } from '../list-actions.ts';
import { archiving, exporting } from '../putting-aside.ts';
import { lookedAt, viewHandlers } from '../views-of-page.ts';
import { workspaceIn } from '../workspace-in.ts';

export async function generateMetadata({ params }: PageProps<'/[business]/[workspace]/archive'>): Promise<Metadata> {
  return { title: `${workspaceNames[workspaceIn(await params)]} archive` };
}

export default async function ArchivePage({ params, searchParams }: PageProps<'/[business]/[workspace]/archive'>) {
  const { scope, business, role } = await requireAccess((await params).business, 'items.see');
  const workspace = workspaceIn(await params);
  const drawnAt = await newestAtDrawing(scope.businessId);
  const asked = await loadArchiveSearchParams(searchParams);
  const [facts, { view, layout }] = await Promise.all([
    filterFacts(scope),
    lookedAt(scope, workspace, { ...asked, filter: 'all', from: 'archive' }),
  ]);
  const formats = await currentFormats();
  const filters = await filtersOfAddress(scope, workspace, asked.where, facts, formats);
  const query = archiveQuerySchema.parse({ ...asked, where: filters.where });
  const seesAll = may(role, 'items.edit');
  const [first, inbox, pinned, matches] = await Promise.all([
    listArchive(scope, workspace, query, { after: null, limit: PAGE_ROWS, extra: extraOf(layout) }),
    countsOfPage(scope, workspace),
    pinnedViews(scope, workspace),
    isNarrowed(query) ? archiveMatches(scope, workspace, query) : undefined,
  ]);
  const { numbers } = formats;
  return (
    <Archive
      slug={business.slug}
      tabs={
        <WorkspaceTabs
          slug={business.slug}
          {...{ workspace, numbers }}
          current="archive"
          counts={inbox}
          views={pinned}
          viewId={view?.id}
        />
      }
      {...{ workspace, first, matches, seesAll, query, drawnAt }}
      listed={listPlace({ ...query, filter: 'all', from: 'archive' })}
      totals={totalsOfList}
      {...{ layout, saveLayout }}
      views={{ slug: business.slug, workspace, current: view, handlers: viewHandlers }}
      filtering={{ filters, facts, find: seesAll ? filterEntries : filterFlags }}
      nothingFound={<NothingFound search={query.search} filters={filters.shown} />}
      load={moreOfArchive}
      exporting={exporting}
      bringBack={archiving.bringBack}
    />
  );
}
