import { Tag } from 'lucide-react';
import type { Metadata } from 'next';
import { CsvMenu } from '#components/lists/csv-menu.tsx';
import { ListPage } from '#components/lists/list-page.tsx';
import { NoSource } from '#components/lists/no-source.tsx';
import { TrackingTable } from '#components/lists/tracking-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TabLinks } from '#components/ui/tab-links.tsx';
import { listPaths } from '#lib/domain/paths.ts';
import { browseTrackingOptions, trackingCategories } from '#lib/lists/browse/browse-tracking.ts';
import { moreTrackingOptions, reload, undoChange } from '../actions.ts';
import { listRequest } from '../list-request.ts';

export const metadata: Metadata = { title: 'Tracking' };

export default async function TrackingPage(props: PageProps<'/[business]/lists/tracking'>) {
  const { scope, source, query, status, drawnAt, connectionsHref, slug, mayEdit } = await listRequest(
    props,
    'TRACKING',
    'name',
  );
  const categories = source ? await trackingCategories(scope, source) : [];
  const { category: askedFor } = await props.searchParams;
  const chosen = categories.find(({ id }) => id === askedFor) ?? categories[0];
  return (
    <ListPage
      title="Tracking"
      guide="tracking-categories"
      list="TRACKING"
      {...{ status, drawnAt, reload, connectionsHref }}
      actions={source && !source.isOwn && <CsvMenu slug={slug} list="tracking" mayEdit={mayEdit} undo={undoChange} />}
    >
      {source && chosen ? (
        <>
          <TabLinks
            label="Tracking categories"
            links={categories.map(({ id, name, isArchived, activeOptions }) => ({
              href: listPaths(slug).trackingCategory(id),
              title: isArchived ? `${name} (archived)` : name,
              count: activeOptions,
              isCurrent: id === chosen.id,
            }))}
          />
          <TrackingTable
            key={chosen.id}
            category={chosen}
            first={await browseTrackingOptions(scope, source, chosen.id, query)}
            query={query}
            load={moreTrackingOptions}
          />
        </>
      ) : source && !source.isOwn ? (
        <EmptyState icon={<Tag />} title="No tracking categories">
          {source.organisationName} does not use tracking. Once it does, its categories appear here after a refresh.
        </EmptyState>
      ) : (
        <NoSource what="Tracking categories" connectionsHref={connectionsHref} />
      )}
    </ListPage>
  );
}
