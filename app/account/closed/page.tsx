import { Building2 } from 'lucide-react';
import type { Metadata } from 'next';
import { ClosedBusinesses } from '#components/business/closed-businesses.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireSession } from '#lib/access.ts';
import { hasPassword } from '#lib/account/confirm-person.ts';
import { closedBusinesses } from '#lib/team/closing/reopen-business.ts';
import { openAgain } from './actions.ts';

export const metadata: Metadata = { title: 'Closed businesses' };

export default async function ClosedBusinessesPage() {
  const { user } = await requireSession();
  const [businesses, asksPassword] = await Promise.all([closedBusinesses(user.id), hasPassword(user.id)]);
  return (
    <>
      <PageHeader
        title="Closed businesses"
        description="Kept for 30 days after somebody closed them, and then deleted."
      />
      <PageBody>
        {businesses.length === 0 ? (
          <EmptyState icon={<Building2 />} title="None of your businesses is closed">
            One that somebody closes stands here until it is opened again or deleted.
          </EmptyState>
        ) : (
          <ClosedBusinesses businesses={businesses} asksPassword={asksPassword} openAgain={openAgain} />
        )}
      </PageBody>
    </>
  );
}
