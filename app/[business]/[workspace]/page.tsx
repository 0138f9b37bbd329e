import type { Metadata } from 'next';
import { LostConnectionBanner } from '#components/connections/lost-connection-banner.tsx';
import { EmptyInbox } from '#components/items/empty-inbox.tsx';
import { Inbox } from '#components/items/inbox.tsx';
import { loadInboxSearchParams } from '#components/items/inbox-search-params.ts';
import { WorkspaceTabs } from '#components/items/workspace-tabs.tsx';
import { OtherBooksBanner } from '#components/lists/other-books-banner.tsx';
import { RunsNotice } from '#components/publishing/runs-notice.tsx';
import { currentFormats, requireAccess } from '#lib/access.ts';
import { untoldBulkEdits } from '#lib/coding/bulk/bulk-outcome.ts';
import { flagChoices } from '#lib/coding/flags.ts';
import { ownerChoices } from '#lib/coding/owners.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { may } from '#lib/domain/roles.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { inboxQuerySchema, PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { loadCategoryChoices } from '#lib/lists/load-choices.ts';
import { loadPublishingGate } from '#lib/publishing/load-publications.ts';
import { loadRuns } from '#lib/publishing/runs/load-runs.ts';
import { loadPublishingWait } from '#lib/publishing/runs/publishing-wait.ts';
import { bulk } from '../bulk-handlers.ts';
import { newestAtDrawing } from '../events/newest-at-drawing.ts';
import { countsOfPage, countsOfSearch } from '../inbox-counts.ts';
import { addContactAlias } from '../lists/contact-actions.ts';
import { lostConnectionOfPage } from '../lost-connection-of-page.ts';
import { otherBooksOfPage } from '../other-books-of-page.ts';
import { itemOfRow } from '../row-actions.ts';
import { addContact, addOwner, deleteFromInbox, edit, editRow, findContacts, restoreToInbox } from './item-actions.ts';
import { moreOfInbox } from './list-actions.ts';
import { publishing, runs as runHandlers } from './publishing-handlers.ts';
import { archiving, exporting, moving } from './putting-aside.ts';
import { workspaceIn } from './workspace-in.ts';

export async function generateMetadata({ params }: PageProps<'/[business]/[workspace]'>): Promise<Metadata> {
  return { title: workspaceNames[workspaceIn(await params)] };
}

export default async function InboxPage({ params, searchParams }: PageProps<'/[business]/[workspace]'>) {
  const { scope, business, role } = await requireAccess((await params).business, 'items.see');
  const workspace = workspaceIn(await params);
  const drawnAt = await newestAtDrawing(scope.businessId);
  const asked = await loadInboxSearchParams(searchParams);
  const query = inboxQuerySchema.parse(asked);
  const [first, counts, inbox, gate, lostConnection, accounts, owners, flags, untold, otherBooks, runs, wait] =
    await Promise.all([
      listInbox(scope, workspace, query, { after: null, limit: PAGE_ROWS }),
      countsOfSearch(scope, workspace, query),
      countsOfPage(scope, workspace),
      loadPublishingGate(scope),
      lostConnectionOfPage(scope),
      may(role, 'items.edit') ? loadCategoryChoices(scope, workspace) : [],
      ownerChoices(scope),
      flagChoices(scope),
      untoldBulkEdits(scope),
      may(role, 'lists.see') ? otherBooksOfPage(scope, business.slug) : null,
      loadRuns(scope),
      loadPublishingWait(scope),
    ]);
  const { numbers } = await currentFormats();
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
        />
      }
      notice={
        <>
          {lostConnection && (
            <div className="shrink-0 px-4 pb-3">
              <LostConnectionBanner slug={business.slug} lost={lostConnection} />
            </div>
          )}
          <RunsNotice slug={business.slug} {...{ runs, wait }} maySteer={allowed.publish} handlers={runHandlers} />
          {otherBooks && (
            <div className="shrink-0 px-4 pb-3">
              <OtherBooksBanner {...otherBooks} />
            </div>
          )}
        </>
      }
      empty={<EmptyInbox {...{ workspace, gate, connectionsHref, may: allowed }} />}
      {...{ workspace, first, query, counts, gate, accounts, owners, flags, drawnAt, publishing }}
      edit={editRow}
      {...{ connectionsHref }}
      may={allowed}
      load={moreOfInbox}
      deleteItems={deleteFromInbox}
      restoreItems={restoreToInbox}
      menu={{ moving, archiving, exporting }}
      bulk={bulk}
      rows={{ open: itemOfRow, edit }}
      untoldBulkEdits={untold}
      contacts={{ find: findContacts, create: addContact, remember: addContactAlias }}
      createOwner={addOwner}
    />
  );
}
