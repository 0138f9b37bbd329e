import type { Metadata } from 'next';
import { ColumnSetList } from '#components/exports/column-set-list.tsx';
import { CompleteExports } from '#components/exports/complete-exports.tsx';
import { ExportList } from '#components/exports/made-files.tsx';
import { ScheduledExportList } from '#components/exports/scheduled-export-list.tsx';
import { ShareList } from '#components/exports/share-list.tsx';
import { LiveRefresh } from '#components/live/live-events.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { listBusinessFiles } from '#lib/business-file/list-business-files.ts';
import { KEEP_DAYS } from '#lib/domain/export/export-state.ts';
import { inboxPath } from '#lib/domain/paths.ts';
import { may } from '#lib/domain/roles.ts';
import { columnChoices } from '#lib/inbox/export/export-column-sets.ts';
import { listExports } from '#lib/inbox/export/list-exports.ts';
import { listScheduledExports } from '#lib/inbox/scheduled-exports/list-schedules.ts';
import { listShares } from '#lib/inbox/shares/list-shares.ts';
import { newestAtDrawing } from '../../events/newest-at-drawing.ts';
import { cancelAnExport, deleteAnExport, removeColumns, revokeLink, saveColumns } from './actions.ts';
import { makeCompleteExport, removeCompleteExport } from './complete-actions.ts';

export const metadata: Metadata = { title: 'Exports' };

export default async function ExportsPage({ params }: PageProps<'/[business]/settings/exports'>) {
  const { scope, business } = await requireAccess((await params).business, 'items.edit');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const isAdmin = may(scope.actor.role, 'business.manage');
  const [exports, scheduled, choices, shares, files] = await Promise.all([
    listExports(scope),
    listScheduledExports(scope),
    columnChoices(scope, 'COSTS'),
    listShares(scope),
    isAdmin ? listBusinessFiles(scope) : [],
  ]);
  return (
    <>
      <PageHeader
        title="Exports"
        description={`Files of items, kept for ${KEEP_DAYS} days for everybody who may edit items here.`}
        guide="scheduled-exports"
      />
      <LiveRefresh interest={{ exports: 'any' }} drawnAt={drawnAt} />
      <PageBody width="full">
        <div className="flex max-w-4xl flex-col gap-8">
          <ExportList
            slug={business.slug}
            exports={exports}
            inboxHref={inboxPath(business.slug, 'COSTS')}
            cancel={cancelAnExport}
            remove={deleteAnExport}
          />
          <ScheduledExportList slug={business.slug} rows={scheduled} />
          <ShareList shares={shares} revoke={revokeLink} />
          <ColumnSetList choices={choices} save={saveColumns} remove={removeColumns} />
          {isAdmin && (
            <CompleteExports
              slug={business.slug}
              files={files}
              make={makeCompleteExport}
              remove={removeCompleteExport}
            />
          )}
        </div>
      </PageBody>
    </>
  );
}
