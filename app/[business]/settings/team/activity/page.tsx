import type { Metadata } from 'next';
import { LiveRefresh } from '#components/live/live-events.tsx';
import { TeamActivity } from '#components/team/team-activity.tsx';
import { TeamTabs } from '#components/team/team-tabs.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { listActivity } from '#lib/events/list-activity.ts';
import { newestAtDrawing } from '../../../events/newest-at-drawing.ts';
import { moreActivity } from '../actions.ts';

export const metadata: Metadata = { title: 'Team activity' };

export default async function TeamActivityPage({ params }: PageProps<'/[business]/settings/team/activity'>) {
  const { scope, business } = await requireAccess((await params).business, 'team.manage');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const first = await listActivity(scope);
  return (
    <>
      <PageHeader title="Team" description="What was done to people and their access, newest first." guide="team" />
      <TeamTabs slug={business.slug} current="activity" />
      <LiveRefresh interest={{ team: 'any' }} drawnAt={drawnAt} />
      <PageBody width="full" label="Activity">
        <div className="flex max-w-5xl flex-col gap-4 pt-2">
          <TeamActivity first={first} load={moreActivity} />
        </div>
      </PageBody>
    </>
  );
}
