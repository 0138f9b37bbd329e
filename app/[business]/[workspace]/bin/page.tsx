import type { Metadata } from 'next';
import { Bin } from '#components/items/bin-list.tsx';
import { loadInboxSearchParams } from '#components/items/list-address.ts';
import { WorkspaceTabs } from '#components/items/workspace-tabs.tsx';
import { currentFormats, requireAccess } from '#lib/access.ts';
import { may } from '#lib/domain/roles.ts';
import { binQuerySchema, countBin, listBin } from '#lib/inbox/bin/list-bin.ts';
import { PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { pinnedViews } from '#lib/inbox/saved-views.ts';
import { newestAtDrawing } from '../../events/newest-at-drawing.ts';
import { countsOfPage } from '../../inbox-counts.ts';
import { deleteFromInbox, restoreToInbox } from '../item-actions.ts';
import { workspaceIn } from '../workspace-in.ts';
import { deleteFromBin, emptyWholeBin, moreOfBin } from './actions.ts';

export const metadata: Metadata = { title: 'Bin' };

export default async function BinPage({ params, searchParams }: PageProps<'/[business]/[workspace]/bin'>) {
  const { scope, business, role } = await requireAccess((await params).business, 'items.see');
  const workspace = workspaceIn(await params);
  const drawnAt = await newestAtDrawing(scope.businessId);
  const query = binQuerySchema.parse(await loadInboxSearchParams(searchParams));
  const [inbox, pinned, first, count] = await Promise.all([
    countsOfPage(scope, workspace),
    pinnedViews(scope, workspace),
    listBin(scope, workspace, query, { after: null, limit: PAGE_ROWS }),
    countBin(scope, workspace, query),
  ]);
  const { numbers } = await currentFormats();
  return (
    <Bin
      tabs={
        <WorkspaceTabs slug={business.slug} {...{ workspace, numbers }} current="bin" counts={inbox} views={pinned} />
      }
      {...{ workspace, first, count, query, drawnAt }}
      mayDelete={may(role, 'items.edit')}
      load={moreOfBin}
      restoreItems={restoreToInbox}
      deleteItems={deleteFromInbox}
      deleteForGood={deleteFromBin}
      emptyBin={emptyWholeBin}
    />
  );
}
