import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { countryName, currencyName } from '#lib/domain/countries.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { may, roleNames } from '#lib/domain/roles.ts';
import { type Member, members } from '#lib/team/members.ts';

export const metadata: Metadata = { title: 'Business profile' };

export default async function BusinessProfilePage({ params }: PageProps<'/[business]/settings'>) {
  const { scope, business, role, user } = await requireAccess((await params).business, null);
  const people = await members(scope);
  return (
    <>
      <PageHeader title="Business profile" description="Who keeps these books, and where." />
      <div className="flex max-w-2xl flex-col gap-8 px-4 pt-2 pb-8">
        <Section title="Business">
          <DescriptionList
            items={[
              { term: 'Name', detail: business.name },
              { term: 'Country', detail: countryName(business.country) },
              { term: 'Base currency', detail: `${currencyName(business.baseCurrency)} (${business.baseCurrency})` },
            ]}
          />
        </Section>
        <Section title="People">
          <People people={people} currentUserId={user.id} />
        </Section>
        {may(role, 'connections.manage') && (
          <Section title="Accounting software">
            <p className="max-w-prose text-muted">
              Items are published to the organisation that this business is connected to.
            </p>
            <ButtonLink href={connectionPaths(business.slug).root} className="mt-3">
              Open Connections
            </ButtonLink>
          </Section>
        )}
      </div>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-3 border-b pb-2 text-sm font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function People({ people, currentUserId }: { people: readonly Member[]; currentUserId: string }) {
  return (
    <ul className="divide-y">
      {people.map(({ userId, name, email, role }) => (
        <li key={userId} className="flex items-center gap-4 py-2">
          <div className="min-w-0 flex-1">
            <p className="truncate">
              {name}
              {userId === currentUserId && <span className="text-muted"> (you)</span>}
            </p>
            <p className="truncate text-sm text-muted">{email}</p>
          </div>
          <span className="text-sm text-muted">{roleNames[role]}</span>
        </li>
      ))}
    </ul>
  );
}
