import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ProfileForm } from '#components/business/business-profile-form.tsx';
import { CloseBusiness } from '#components/business/closing-section.tsx';
import { LeaveBusiness } from '#components/business/leave-business.tsx';
import { LogoField } from '#components/business/logo-field.tsx';
import { ProfileFacts } from '#components/business/profile-facts.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { hasPassword } from '#lib/account/confirm-person.ts';
import { countryChoices, currencyChoices } from '#lib/domain/countries.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { accountPaths, connectionPaths, inboxPath, listPaths } from '#lib/domain/paths.ts';
import { may, roleNames } from '#lib/domain/roles.ts';
import { mailSending } from '#lib/mail/list-mails.ts';
import { KEPT_DAYS, ledgerToEnd } from '#lib/team/closing/close-business.ts';
import { loadProfile } from '#lib/team/keep-profile.ts';
import { type Member, members } from '#lib/team/members.ts';
import { closeThisBusiness, leaveThisBusiness, saveProfile, takeLogoAway } from './profile-actions.ts';

export const metadata: Metadata = { title: 'Business profile' };

export default async function BusinessProfilePage({ params }: PageProps<'/[business]/settings'>) {
  const { scope, business, role, user } = await requireAccess((await params).business, null);
  const mayManage = may(role, 'business.manage');
  const [people, { profile, organisation }, ledger, asksPassword] = await Promise.all([
    members(scope),
    loadProfile(scope),
    mayManage ? ledgerToEnd(scope) : null,
    hasPassword(user.id),
  ]);
  const isLastAdmin = role === 'ADMIN' && people.filter((each) => each.role === 'ADMIN').length === 1;
  return (
    <>
      <PageHeader title="Business profile" description="Who keeps these books, and where." guide="business-profile" />
      <PageBody width="full">
        <div className="flex max-w-2xl flex-col gap-8">
          {mayManage && (
            <Section title="Logo">
              <LogoField business={business} remove={takeLogoAway} />
            </Section>
          )}
          {mayManage ? (
            <ProfileForm
              {...{ profile, organisation }}
              countries={countryChoices()}
              currencies={currencyChoices()}
              save={saveProfile}
            />
          ) : (
            <Section title="Business">
              <ProfileFacts profile={profile} baseCurrency={organisation?.baseCurrency ?? profile.baseCurrency} />
            </Section>
          )}
          {!may(role, 'team.manage') && (
            <Section title="People">
              <People people={people} currentUserId={user.id} />
            </Section>
          )}
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
          <Section title={`Leave ${isolated(business.name)}`}>
            <LeaveBusiness
              name={business.name}
              others={people.filter(({ userId }) => userId !== user.id).map(({ userId, name }) => ({ userId, name }))}
              isLastAdmin={isLastAdmin}
              leave={leaveThisBusiness}
            />
          </Section>
          {mayManage && (
            <Section title={`Close ${isolated(business.name)}`}>
              <CloseBusiness
                {...{ name: business.name, ledger, asksPassword, keptDays: KEPT_DAYS }}
                isSent={mailSending() === 'sends'}
                keepHrefs={{
                  costs: inboxPath(business.slug, 'COSTS'),
                  sales: inboxPath(business.slug, 'SALES'),
                  lists: listPaths(business.slug).suppliers,
                }}
                closedHref={accountPaths.closed}
                close={closeThisBusiness}
              />
            </Section>
          )}
        </div>
      </PageBody>
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
