import type { Metadata } from 'next';
import { ActivityList } from '#components/account/activity-list.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireUser } from '#lib/access.ts';
import { listActivity } from '#lib/events/list-activity.ts';
import { loadActivity } from '../actions.ts';

export const metadata: Metadata = { title: 'Activity' };

export default async function ActivityPage() {
  const user = await requireUser();
  return (
    <>
      <PageHeader title="Activity" description="What happened to your account and its sign-in, the newest first." />
      <PageBody label="Activity">
        <ActivityList first={await listActivity({ accountOf: user.id })} load={loadActivity} />
      </PageBody>
    </>
  );
}
