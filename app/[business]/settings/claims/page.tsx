import type { Metadata } from 'next';
import { ClaimRateList } from '#components/claims/claim-rate-list.tsx';
import { ClaimScheduleList } from '#components/claims/claim-schedule-list.tsx';
import { requireAccess } from '#lib/access.ts';
import { claimRates } from '#lib/claims/rates/claim-rates.ts';
import { claimSchedules } from '#lib/claims/schedules/claim-schedules.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import { claimsPath } from '#lib/domain/paths.ts';
import { loadAllChoices } from '#lib/lists/load-choices.ts';
import { findCategories } from '../../[workspace]/item-actions.ts';
import { archiveARate, saveARate, saveClaimSchedule } from './actions.ts';

export const metadata: Metadata = { title: 'Expense claims' };

export default async function ClaimSettingsPage({ params }: PageProps<'/[business]/settings/claims'>) {
  const { scope, business } = await requireAccess((await params).business, 'items.edit');
  const [rows, rates] = await Promise.all([claimSchedules(scope), claimRates(scope)]);
  const { accounts, hasManyAccounts, taxRates, baseCurrency, timeZone } = await loadAllChoices(scope, 'COSTS', {
    accountIds: rates.flatMap(({ accountId }) => accountId ?? []),
    taxRateIds: rates.flatMap(({ taxRateId }) => taxRateId ?? []),
  });
  return (
    <ClaimScheduleList rows={rows} claimsHref={claimsPath(business.slug)} save={saveClaimSchedule}>
      <ClaimRateList
        rates={rates}
        today={todayIn(timeZone, new Date())}
        choices={{ accounts, hasManyAccounts, taxRates, baseCurrency }}
        find={findCategories}
        save={saveARate}
        archive={archiveARate}
      />
    </ClaimScheduleList>
  );
}
