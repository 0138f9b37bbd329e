import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { Instant } from '#components/items/instant.tsx';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { ButtonLink, Link } from '#components/ui/link.tsx';
import { currentUser } from '#lib/access.ts';
import { signInProvider } from '#lib/account/link-provider.ts';
import { businessesOf } from '#lib/authorise.ts';
import { closedInvitation } from '#lib/domain/invitation.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { invitationPath, signInPath } from '#lib/domain/paths.ts';
import { roleDescriptions } from '#lib/domain/role-descriptions.ts';
import { roleNames } from '#lib/domain/roles.ts';
import { findInvitation, type InvitationView } from '#lib/team/invitations/find-invitation.ts';
import { Panel } from '../../(signed-out)/panel.tsx';
import { JoinButton } from './join-button.tsx';
import { Newcomer } from './newcomer.tsx';
import { UseOtherAccount } from './use-other-account.tsx';

export const metadata: Metadata = { title: 'Invitation', robots: { index: false } };

export default async function InvitationPage({ params }: PageProps<'/invitation/[token]'>) {
  const { token } = await params;
  const [view, user] = await Promise.all([findInvitation(token), currentUser()]);
  if (view?.state !== 'open') {
    const own = view && user && (await businessesOf(user.id)).find(({ slug }) => slug === view.business.slug);
    return own ? <MemberAlready business={own} /> : <Closed view={view} isSignedIn={user !== null} />;
  }
  const { business, email, inviter } = view;
  const path = invitationPath(token);
  const title = `Join ${isolated(business.name)}`;
  const lead = `${isolated(inviter)} invites you to work in ${isolated(business.name)}.`;
  if (user && user.email !== email) {
    return (
      <Panel title={title} lead={lead}>
        <Facts view={view} />
        <div className="mt-5 border-t pt-4 text-sm">
          <h2 className="font-semibold">You are signed in with another account</h2>
          <p className="mt-1">
            This invitation is for <strong className="break-words">{email}</strong>, and you are signed in as{' '}
            <strong className="break-words">{user.email}</strong>.
          </p>
          <UseOtherAccount email={email} path={path} />
          <p className="mt-3 text-muted">
            Or ask {inviter} to invite <span className="break-words">{user.email}</span> instead, and{' '}
            <Link href="/">go on as you are</Link>.
          </p>
        </div>
      </Panel>
    );
  }
  if (user) {
    return (
      <Panel title={title} lead={lead}>
        <Facts view={view} />
        <p className="mt-4 text-sm text-muted">
          You join as {user.name}, with the account that you are signed in with.
        </p>
        <JoinButton token={token} business={business.name} />
      </Panel>
    );
  }
  if (view.hasAccount) {
    return (
      <Panel title={title} lead={lead}>
        <Facts view={view} />
        <p className="mt-4 text-sm text-muted">
          You have an account already. Sign in, which leads back here, and join.
        </p>
        <ButtonLink href={signInPath(path)} variant="primary" size="large" className="mt-4 w-full">
          Sign in to join
        </ButtonLink>
      </Panel>
    );
  }
  const provider = signInProvider();
  return (
    <Panel title={title} lead={lead}>
      <Facts view={view} />
      <Newcomer
        {...{ token, email, path }}
        business={business.name}
        name={view.name}
        provider={provider && { name: provider.name, isOnlyWay: provider.isOnlyWay }}
      />
    </Panel>
  );
}

function Facts({ view: { email, role, expiresAt } }: { view: InvitationView }) {
  const items: { term: string; detail: ReactNode }[] = [
    { term: 'For', detail: <span className="break-words">{email}</span> },
    {
      term: 'Role',
      detail: (
        <>
          {roleNames[role]}
          <span className="block text-xs text-muted">{roleDescriptions[role]}</span>
        </>
      ),
    },
    { term: 'Until', detail: <Instant at={expiresAt.toISOString()} /> },
  ];
  return <DescriptionList items={items} className="text-sm" />;
}

/** Why it lets nobody in. A link that nobody made and one that is none look alike. */
function Closed({ view, isSignedIn }: { view: InvitationView | null; isSignedIn: boolean }) {
  const state = view && view.state !== 'open' ? view.state : 'unknown';
  const { title, text } = closedInvitation(state, view?.inviter ?? '');
  return (
    <Panel title={title} lead={text}>
      <ButtonLink href="/" size="large" className="w-full">
        {isSignedIn ? 'Go to your businesses' : 'Sign in'}
      </ButtonLink>
    </Panel>
  );
}

function MemberAlready({ business }: { business: { name: string; slug: string } }) {
  return (
    <Panel title={`You are a member of ${isolated(business.name)}`} lead="The invitation has done its work.">
      <ButtonLink href={`/${business.slug}`} variant="primary" size="large" className="w-full">
        Open {business.name}
      </ButtonLink>
    </Panel>
  );
}
