import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { ScheduleActions } from '#components/exports/schedule-actions.tsx';
import { ScheduleBadge } from '#components/exports/schedule-badge.tsx';
import { ScheduleForm } from '#components/exports/schedule-form.tsx';
import { inputOf, partsOf } from '#components/exports/schedule-parts.ts';
import { ScheduleRuns } from '#components/exports/schedule-runs.tsx';
import { Instant } from '#components/items/instant.tsx';
import { LiveRefresh } from '#components/live/live-events.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { exportsPath } from '#lib/domain/paths.ts';
import { scheduledExport } from '#lib/inbox/scheduled-exports/list-schedules.ts';
import { newestAtDrawing } from '../../../../events/newest-at-drawing.ts';
import { deleteSchedule, pauseSchedule, runScheduleNow, saveSchedule } from '../../scheduled-actions.ts';
import { formProps, shownList } from '../form-props.ts';

export const metadata: Metadata = { title: 'Scheduled export' };

export default async function SchedulePage({ params }: PageProps<'/[business]/settings/exports/scheduled/[schedule]'>) {
  const { business: slug, schedule } = await params;
  const { scope, business } = await requireAccess(slug, 'items.edit');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const asked = z.uuid().safeParse(schedule);
  const view = asked.success ? await scheduledExport(scope, asked.data) : null;
  if (!view) notFound();
  const [props, shown] = await Promise.all([
    formProps(scope, view.workspace),
    view.viewId ? null : shownList(scope, view.workspace, view.place),
  ]);
  const first = partsOf(view, props.columns);
  return (
    <>
      <PageHeader
        title={view.name}
        breadcrumbs={[{ label: 'Exports', href: exportsPath(business.slug) }]}
        aside={<ScheduleBadge state={view.state} />}
        description={
          view.nextAt ? (
            <>
              Next <Instant at={view.nextAt} />, with the rights of {view.byName}.
            </>
          ) : (
            `Set up by ${view.byName}.`
          )
        }
        guide="scheduled-exports"
        actions={
          <ScheduleActions
            slug={business.slug}
            scheduleId={view.id}
            name={view.name}
            state={view.state}
            again={inputOf(first, null, shown)}
            handlers={{ run: runScheduleNow, pause: pauseSchedule, remove: deleteSchedule, save: saveSchedule }}
          />
        }
      />
      <LiveRefresh interest={{ exports: 'any' }} drawnAt={drawnAt} />
      <PageBody width="full">
        {view.stopped && (
          <Banner tone="danger" className="mb-4 max-w-4xl">
            {view.stopped} Nothing is made of it. Save it to have it go on with your rights.
          </Banner>
        )}
        <div className="flex flex-col gap-8 xl:flex-row">
          {/* Where there is one column, what came of it stands above how it is set up. */}
          <div className="xl:order-last xl:w-80">
            <ScheduleRuns slug={business.slug} runs={view.runs} />
          </div>
          <div className="min-w-0 flex-1 xl:max-w-2xl">
            <ScheduleForm
              key={view.id}
              slug={business.slug}
              scheduleId={view.id}
              first={first}
              shown={shown}
              {...props}
            />
          </div>
        </div>
      </PageBody>
    </>
  );
}
