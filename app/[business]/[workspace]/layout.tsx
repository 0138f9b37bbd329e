import { Uploads } from '#components/items/uploads.tsx';
import { WaitingSplits } from '#components/splitting/waiting-splits.tsx';
import { requireAccess } from '#lib/access.ts';
import { ownerChoices } from '#lib/coding/owners.ts';
import { listWaitingSplits } from '#lib/intake/arrivals/decide-split.ts';
import { splitWayOf } from '#lib/intake/arrivals/split-way.ts';
import { rememberWay } from '../split/[arrival]/actions.ts';
import { deleteFromInbox } from './item-actions.ts';
import { workspaceIn } from './workspace-in.ts';

/** Adding documents goes on while one moves between the inbox, the archive and the items. */
export default async function WorkspaceLayout({ params, children }: LayoutProps<'/[business]/[workspace]'>) {
  const { scope, business } = await requireAccess((await params).business, null);
  const workspace = workspaceIn(await params);
  const [owners, splitWay, waiting] = await Promise.all([
    ownerChoices(scope),
    splitWayOf(scope),
    listWaitingSplits(scope, workspace),
  ]);
  return (
    <Uploads slug={business.slug} {...{ workspace, owners, splitWay, rememberWay }} deleteItems={deleteFromInbox}>
      {/* Also before the scripts have come that do it. */}
      <div hidden data-takes-files />
      {children}
      <WaitingSplits slug={business.slug} waiting={waiting} />
    </Uploads>
  );
}
