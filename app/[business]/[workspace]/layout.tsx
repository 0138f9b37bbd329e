import { Uploads } from '#components/items/uploads.tsx';
import { requireAccess } from '#lib/access.ts';
import { ownerChoices } from '#lib/coding/owners.ts';
import { deleteFromInbox } from './item-actions.ts';
import { workspaceIn } from './workspace-in.ts';

/** Adding documents goes on while one moves between the inbox, the archive and the items. */
export default async function WorkspaceLayout({ params, children }: LayoutProps<'/[business]/[workspace]'>) {
  const { scope, business } = await requireAccess((await params).business, null);
  const workspace = workspaceIn(await params);
  return (
    <Uploads slug={business.slug} {...{ workspace }} owners={await ownerChoices(scope)} deleteItems={deleteFromInbox}>
      {/* Also before the scripts have come that do it. */}
      <div hidden data-takes-files />
      {children}
    </Uploads>
  );
}
