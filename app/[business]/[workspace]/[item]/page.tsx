import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { ItemPage } from '#components/items/item-page.tsx';
import { listAddress, listPlace, loadListPlace } from '#components/items/list-address.ts';
import { requireAccess } from '#lib/access.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { may } from '#lib/domain/roles.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { listPlaceSchema } from '#lib/inbox/inbox-query.ts';
import { pathOfItem } from '#lib/inbox/path-of-item.ts';
import { loadPublishingGate } from '#lib/publishing/load-publications.ts';
import type { PersonScope } from '#lib/scope.ts';
import { read } from '../../bulk-actions.ts';
import { newestAtDrawing } from '../../events/newest-at-drawing.ts';
import { addContactAlias } from '../../lists/contact-actions.ts';
import { papers } from '../../paper-handlers.ts';
import {
  addContact,
  addOwner,
  confirm,
  deleteFromInbox,
  edit,
  findCategories,
  findContacts,
  findCustomers,
  findProducts,
  history,
  readDocumentAgain,
  restoreToInbox,
  suggestMethod,
} from '../item-actions.ts';
import { findCredited, previewPublished } from '../publish-actions.ts';
import { publishing } from '../publishing-handlers.ts';
import { archiving, exporting, moving } from '../putting-aside.ts';
import { workspaceIn } from '../workspace-in.ts';

/** Once for the title and the page. */
const load = cache(async (slug: string, segment: string, text: string, listText: string) => {
  const access = await requireAccess(slug, 'items.see');
  const drawnAt = await newestAtDrawing(access.scope.businessId);
  const list = listPlaceSchema.parse(JSON.parse(listText));
  const item = /^\d{1,9}$/.test(text)
    ? await getItem(access.scope, workspaceIn({ workspace: segment }), Number(text), list)
    : null;
  return { ...access, slug, list, drawnAt, item: item ?? (await elsewhere(access.scope, slug, text)) };
});

/** An item that was moved to the other workspace has its number there; the bill of a claim is at that. */
async function elsewhere(scope: PersonScope, slug: string, text: string): Promise<never> {
  const path = /^\d{1,9}$/.test(text) ? await pathOfItem(scope, slug, Number(text)) : null;
  return path ? redirect(path) : notFound();
}

async function asked({ params, searchParams }: PageProps<'/[business]/[workspace]/[item]'>) {
  const [{ business, workspace, item }, list] = await Promise.all([params, loadListPlace(searchParams)]);
  // As text, so that the same question is known to be the same.
  return load(business, workspace, item, JSON.stringify(list));
}

export async function generateMetadata(props: PageProps<'/[business]/[workspace]/[item]'>): Promise<Metadata> {
  const { item } = await asked(props);
  return { title: item.contact?.name ?? `Item ${item.number}` };
}

export default async function ItemOfWorkspacePage(props: PageProps<'/[business]/[workspace]/[item]'>) {
  const { scope, role, slug, list, drawnAt, item } = await asked(props);
  return (
    <ItemPage
      key={item.id}
      slug={slug}
      item={item}
      list={{ from: list.from, search: list.search, place: listPlace(list), address: listAddress(list) }}
      drawnAt={drawnAt}
      gate={await loadPublishingGate(scope)}
      connectionsHref={may(role, 'connections.manage') ? connectionPaths(slug).root : null}
      may={{ edit: may(role, 'items.edit'), publish: may(role, 'items.publish') }}
      edit={edit}
      contacts={{ find: findContacts, create: addContact, remember: addContactAlias }}
      lineEntries={{ findProducts, findCustomers, findCategories }}
      createOwner={addOwner}
      suggestMethod={suggestMethod}
      loadHistory={history}
      confirm={confirm}
      deleteItems={deleteFromInbox}
      restoreItems={restoreToInbox}
      publishing={publishing}
      preview={previewPublished}
      findCredited={findCredited}
      {...{ moving, archiving, exporting, papers }}
      markRead={read}
      readAgain={readDocumentAgain}
    />
  );
}
