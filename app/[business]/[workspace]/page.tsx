import type { Metadata } from 'next';
import { Inbox } from '#components/items/inbox.tsx';
import { loadInboxSearchParams } from '#components/items/inbox-search-params.ts';
import { OtherBooksBanner } from '#components/lists/other-books-banner.tsx';
import { requireAccess } from '#lib/access.ts';
import { untoldBulkEdits } from '#lib/coding/bulk/bulk-outcome.ts';
import { flagChoices } from '#lib/coding/flags.ts';
import { ownerChoices } from '#lib/coding/owners.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { may } from '#lib/domain/roles.ts';
import { inboxQuerySchema, PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { loadCategoryChoices } from '#lib/lists/load-choices.ts';
import { loadPublishingGate } from '#lib/publishing/load-publications.ts';
import { bulk } from '../bulk-handlers.ts';
import { newestAtDrawing } from '../events/newest-at-drawing.ts';
import { countsOfSearch } from '../inbox-counts.ts';
import { addContactAlias } from '../lists/contact-actions.ts';
import { lostConnectionOfPage } from '../lost-connection-of-page.ts';
import { otherBooksOfPage } from '../other-books-of-page.ts';
import { itemOfRow } from '../row-actions.ts';
import { addContact, addOwner, deleteFromInbox, edit, editRow, findContacts, restoreToInbox } from './item-actions.ts';
import { moreOfInbox } from './list-actions.ts';
import { publishing } from './publishing-handlers.ts';
import { workspaceIn } from './workspace-in.ts';

export const metadata: Metadata = { title: 'Inbox' };

export default async function InboxPage({ params, searchParams }: PageProps<'/[business]/[workspace]'>) {
  const { scope, business, role } = await requireAccess((await params).business, 'items.see');
  const workspace = workspaceIn(await params);
  const drawnAt = await newestAtDrawing(scope.businessId);
  const asked = await loadInboxSearchParams(searchParams);
  const query = inboxQuerySchema.parse(asked);
  const [first, counts, gate, lostConnection, accounts, owners, flags, untold, otherBooks] = await Promise.all([
    listInbox(scope, workspace, query, { after: null, limit: PAGE_ROWS }),
    countsOfSearch(scope, workspace, query),
    loadPublishingGate(scope),
    lostConnectionOfPage(scope),
    may(role, 'items.edit') ? loadCategoryChoices(scope) : [],
    ownerChoices(scope),
    flagChoices(scope),
    untoldBulkEdits(scope),
    may(role, 'lists.see') ? otherBooksOfPage(scope, business.slug) : null,
  ]);
  return (
    <Inbox
      slug={business.slug}
      notice={otherBooks && <OtherBooksBanner {...otherBooks} />}
      {...{ workspace, first, query, counts, gate, lostConnection, accounts, owners, flags, drawnAt, publishing }}
      edit={editRow}
      connectionsHref={may(role, 'connections.manage') ? connectionPaths(business.slug).root : null}
      may={{ edit: may(role, 'items.edit'), publish: may(role, 'items.publish') }}
      load={moreOfInbox}
      deleteItems={deleteFromInbox}
      restoreItems={restoreToInbox}
      bulk={bulk}
      rows={{ open: itemOfRow, edit }}
      untoldBulkEdits={untold}
      contacts={{ find: findContacts, create: addContact, remember: addContactAlias }}
      createOwner={addOwner}
    />
  );
}
