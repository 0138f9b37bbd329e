import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ItemPage } from '#components/items/item-page.tsx';
import { requireAccess } from '#lib/access.ts';
import { may } from '#lib/domain/roles.ts';
import { getItem } from '#lib/items/get-item.ts';
import { loadPublishingGate } from '#lib/publishing/load-publications.ts';
import { addSupplier, deleteFromInbox, edit, findSuppliers, history, restoreToInbox } from '../item-actions.ts';
import { publishing } from '../publishing-handlers.ts';

/** Once for the title and the page. */
const load = cache(async (slug: string, text: string) => {
  const access = await requireAccess(slug, 'items.see');
  const item = /^\d{1,9}$/.test(text) ? await getItem(access.scope, Number(text)) : null;
  return { ...access, item: item ?? notFound() };
});

export async function generateMetadata({ params }: PageProps<'/[business]/costs/[item]'>): Promise<Metadata> {
  const { business, item: text } = await params;
  const { item } = await load(business, text);
  return { title: item.supplier?.name ?? `Item ${item.number}` };
}

export default async function CostPage({ params }: PageProps<'/[business]/costs/[item]'>) {
  const { business: slug, item: text } = await params;
  const { scope, role, item } = await load(slug, text);
  return (
    <ItemPage
      key={item.id}
      slug={slug}
      item={item}
      gate={await loadPublishingGate(scope)}
      connectionsHref={may(role, 'connections.manage') ? `/${slug}/settings/connections` : null}
      may={{ edit: may(role, 'items.edit'), publish: may(role, 'items.publish') }}
      edit={edit}
      suppliers={{ find: findSuppliers, create: addSupplier }}
      loadHistory={history}
      deleteItems={deleteFromInbox}
      restoreItems={restoreToInbox}
      publishing={publishing}
    />
  );
}
