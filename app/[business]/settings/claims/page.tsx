import type { Metadata } from 'next';
import { ClaimScheduleList } from '#components/claims/claim-schedule-list.tsx';
import { requireAccess } from '#lib/access.ts';
import { claimSchedules } from '#lib/claims/schedules/claim-schedules.ts';
import { claimsPath } from '#lib/domain/paths.ts';
import { saveClaimSchedule } from './actions.ts';

export const metadata: Metadata = { title: 'Expense claims' };

export default async function ClaimSettingsPage({ params }: PageProps<'/[business]/settings/claims'>) {
  const { scope, business } = await requireAccess((await params).business, 'items.edit');
  return (
    <ClaimScheduleList
      rows={await claimSchedules(scope)}
      claimsHref={claimsPath(business.slug)}
      save={saveClaimSchedule}
    />
  );
}
