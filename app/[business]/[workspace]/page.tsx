import type { Metadata } from 'next';
import { LostConnectionBanner } from '#components/connections/lost-connection-banner.tsx';
import { EmptyInbox } from '#components/items/empty-inbox.tsx';
import { FailedGroups } from '#components/items/failed/failed-groups.tsx';
import { FailureRows } from '#components/items/failed/failure-rows.tsx';
import { Inbox } from '#components/items/inbox.tsx';
import { listPlace, loadInboxSearchParams } from '#components/items/list-address.ts';
import { NothingFound } from '#components/items/nothing-found.tsx';
import { WorkspaceTabs } from '#components/items/workspace-tabs.tsx';
import { OtherBooksBanner } from '#components/lists/other-books-banner.tsx';
import { RunsNotice } from '#components/publishing/runs-notice.tsx';
import { currentFormats, requireAccess } from '#lib/access.ts';
import { untoldBulkEdits } from '#lib/coding/bulk/bulk-outcome.ts';
import { flagChoices } from '#lib/coding/flags.ts';
import { ownerChoices } from '#lib/coding/owners.ts';
import { readingText } from '#lib/domain/extraction/reading-state.ts';
import { extraOf } from '#lib/domain/list-layout.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { may } from '#lib/domain/roles.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { failureGroups } from '#lib/inbox/failure-groups.ts';
import { filterFacts } from '#lib/inbox/filter-entries.ts';
import { inboxQuerySchema, PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { readingProgress } from '#lib/inbox/item-reading.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { pinnedViews } from '#lib/inbox/saved-views.ts';
import { filtersOfAddress } from '#lib/inbox/shown-filters.ts';
import { loadAllChoices } from '#lib/lists/load-choices.ts';
import { loadPublishingGate } from '#lib/publishing/load-publications.ts';
import { loadRuns } from '#lib/publishing/runs/load-runs.ts';
import { loadPublishingWait } from '#lib/publishing/runs/publishing-wait.ts';
import { bulk } from '../bulk-handlers.ts';
import { claiming } from '../claim-handlers.ts';
import { newestAtDrawing } from '../events/newest-at-drawing.ts';
import { filterEntries, filterFlags } from '../filter-actions.ts';
import { countsOfPage, countsOfSearch } from '../inbox-counts.ts';
import { addContactAlias } from '../lists/contact-actions.ts';
import { lostConnectionOfPage } from '../lost-connection-of-page.ts';
import { otherBooksOfPage } from '../other-books-of-page.ts';
import { papers } from '../paper-handlers.ts';
import { itemOfRow } from '../row-actions.ts';
import {
  addContact,
  addOwner,
  deleteFromInbox,
  edit,
  editRow,
  findCategories,
  findContacts,
  restoreToInbox,
} from './item-actions.ts';
import { moreOfInbox, saveLayout, totalsOfList } from './list-actions.ts';
import { publishing, runs as runHandlers } from './publishing-handlers.ts';
import { archiving, exporting, moving } from './putting-aside.ts';
import { lookedAt, openWithFirstView, viewHandlers } from './views-of-page.ts';
import { workspaceIn } from './workspace-in.ts';

export async function generateMetadata({ params }: PageProps<'/[business]/[workspace]'>): Promise<Metadata> {
  return { title: workspaceNames[workspaceIn(await params)] };
}

export default async function InboxPage({ params, searchParams }: PageProps<'/[business]/[workspace]'>) {
  const { scope, business, role } = await requireAccess((await params).business, 'items.see');
  const workspace = workspaceIn(await params);
  const drawnAt = await newestAtDrawing(scope.businessId);
  await openWithFirstView(scope, business.slug, workspace, await searchParams);
  const asked = await loadInboxSearchParams(searchParams);
  const [facts, { view, layout }] = await Promise.all([
    filterFacts(scope),
    lookedAt(scope, workspace, { ...asked, from: 'inbox' }),
  ]);
  const formats = await currentFormats();
  const filters = await filtersOfAddress(scope, workspace, asked.where, facts, formats);
  const query = inboxQuerySchema.parse({ ...asked, where: filters.where });
  const [
    first,
    counts,
    inbox,
    gate,
    lostConnection,
    choices,
    owners,
    flags,
    untold,
    otherBooks,
    runs,
    wait,
    failed,
    reading,
    pinned,
  ] = await Promise.all([
    listInbox(scope, workspace, query, { after: null, limit: PAGE_ROWS, extra: extraOf(layout) }),
    countsOfSearch(scope, workspace, query),
    countsOfPage(scope, workspace),
    loadPublishingGate(scope),
    lostConnectionOfPage(scope),
    may(role, 'items.edit') ? loadAllChoices(scope, workspace) : null,
    ownerChoices(scope),
    flagChoices(scope),
    untoldBulkEdits(scope),
    may(role, 'lists.see') ? otherBooksOfPage(scope, business.slug) : null,
    loadRuns(scope),
    loadPublishingWait(scope),
    query.filter === 'refused' && may(role, 'items.edit') ? failureGroups(scope, workspace) : null,
    readingProgress(scope),
    pinnedViews(scope, workspace),
  ]);
  const { numbers } = formats;
  const connectionsHref = may(role, 'connections.manage') ? connectionPaths(business.slug).root : null;
  const allowed = { edit: may(role, 'items.edit'), publish: may(role, 'items.publish') };
  return (
    <Inbox
      slug={business.slug}
      tabs={
        <WorkspaceTabs
          slug={business.slug}
          {...{ workspace, numbers }}
          current={query.filter === 'refused' ? 'failed' : 'inbox'}
          counts={inbox}
          views={pinned}
          viewId={view?.id}
        />
      }
      notice={
        <>
          {lostConnection && (
            <div className="shrink-0 px-4 pb-3">
              <LostConnectionBanner slug={business.slug} lost={lostConnection} />
            </div>
          )}
          {reading && (
            <p role="status" className="shrink-0 px-4 pb-2 text-xs text-muted">
              {readingText(reading)}
            </p>
          )}
          <RunsNotice slug={business.slug} {...{ runs, wait }} maySteer={allowed.publish} handlers={runHandlers} />
          {failed && (
            <FailedGroups
              slug={business.slug}
              {...{ workspace, gate, connectionsHref, bulk, publishing, ...failed }}
              shownKey={query.where.cause ?? null}
              mayPublish={allowed.publish && allowed.edit}
              contacts={{ find: findContacts, create: addContact, remember: addContactAlias }}
              createOwner={addOwner}
            >
              <FailureRows slug={business.slug} {...{ workspace, ...failed }} shownKey={query.where.cause ?? null} />
            </FailedGroups>
          )}
          {otherBooks && (
            <div className="shrink-0 px-4 pb-3">
              <OtherBooksBanner {...otherBooks} />
            </div>
          )}
        </>
      }
      nothingFound={<NothingFound search={query.search} filter={query.filter} filters={filters.shown} />}
      empty={<EmptyInbox {...{ workspace, gate, connectionsHref, may: allowed }} />}
      totals={totalsOfList}
      {...{ layout, saveLayout }}
      views={{ slug: business.slug, workspace, current: view, handlers: viewHandlers }}
      filtering={{ filters, facts, find: allowed.edit ? filterEntries : filterFlags }}
      {...{ workspace, first, query, counts, gate, owners, flags, drawnAt, publishing }}
      listed={listPlace({ ...query, from: 'inbox' })}
      edit={editRow}
      {...{ connectionsHref }}
      may={allowed}
      load={moreOfInbox}
      deleteItems={deleteFromInbox}
      restoreItems={restoreToInbox}
      menu={{ moving, archiving, exporting, claiming, papers }}
      bulk={bulk}
      accounts={choices?.hasManyAccounts ? 'many' : (choices?.accounts ?? [])}
      rows={{ open: itemOfRow, edit, findCategories }}
      untoldBulkEdits={untold}
      contacts={{ find: findContacts, create: addContact, remember: addContactAlias }}
      createOwner={addOwner}
    />
  );
}
