import type { Metadata } from 'next';
import { OwnerList } from '#components/owners/owner-list.tsx';
import { requireAccess } from '#lib/access.ts';
import { ownerChoices } from '#lib/coding/owners.ts';
import { inboxPath } from '#lib/domain/paths.ts';
import { listOwners } from '#lib/team/owners/list-owners.ts';
import { archiveAnOwner, changeAnOwner, createAnOwner, restoreAnOwner } from './actions.ts';

export const metadata: Metadata = { title: 'Owners' };

export default async function OwnersPage({ params }: PageProps<'/[business]/settings/owners'>) {
  const { scope, business } = await requireAccess((await params).business, 'items.edit');
  const [owners, choices] = await Promise.all([listOwners(scope), ownerChoices(scope)]);
  return (
    <OwnerList
      owners={owners}
      choices={choices}
      inboxHref={inboxPath(business.slug, 'COSTS')}
      create={createAnOwner}
      change={changeAnOwner}
      archive={archiveAnOwner}
      restore={restoreAnOwner}
    />
  );
}
