import type { Metadata } from 'next';
import { LiveRefresh } from '#components/live/live-events.tsx';
import { InvitationsTable } from '#components/team/invitations-table.tsx';
import { InviteButton } from '#components/team/invite-button.tsx';
import { MembersTable } from '#components/team/members-table.tsx';
import { TeamTabs } from '#components/team/team-tabs.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Link } from '#components/ui/link.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { mailPaths } from '#lib/domain/paths.ts';
import { mailSending } from '#lib/mail/list-mails.ts';
import { listInvitations } from '#lib/team/invitations/list-invitations.ts';
import { members } from '#lib/team/members.ts';
import { newestAtDrawing } from '../../events/newest-at-drawing.ts';
import {
  giveRole,
  inviteAgain,
  invitePeople,
  linkOfInvitation,
  openItemsOfMember,
  removeFromTeam,
  withdraw,
} from './actions.ts';

export const metadata: Metadata = { title: 'Team' };

const calls = {
  invite: invitePeople,
  sendAgain: inviteAgain,
  withdraw,
  link: linkOfInvitation,
  changeRole: giveRole,
  remove: removeFromTeam,
  openItems: openItemsOfMember,
};

export default async function TeamPage({ params }: PageProps<'/[business]/settings/team'>) {
  const { scope, business, user } = await requireAccess((await params).business, 'team.manage');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const [people, invitations] = await Promise.all([members(scope), listInvitations(scope)]);
  const isSent = mailSending() === 'sends';
  return (
    <>
      <PageHeader
        title="Team"
        description="Who works in this business, and what each may do."
        guide="team"
        actions={<InviteButton invite={calls.invite} isSent={isSent} />}
      />
      <TeamTabs slug={business.slug} current="members" />
      <LiveRefresh interest={{ team: 'any', mail: 'any' }} drawnAt={drawnAt} />
      <PageBody width="full">
        <div className="flex max-w-5xl flex-col gap-8 pt-2">
          <MembersTable members={people} ownUserId={user.id} isSent={isSent} calls={calls} />
          {invitations.length > 0 && (
            <section aria-labelledby="invitations" className="flex flex-col gap-3">
              <h2 id="invitations" className="text-sm font-semibold">
                Open invitations
              </h2>
              {!isSent && (
                <Banner>
                  No mail leaves this installation: copy each link, and pass it on by other means. What each mail would
                  say is under <Link href={mailPaths(business.slug).root}>Mail</Link>.
                </Banner>
              )}
              <InvitationsTable invitations={invitations} calls={calls} />
            </section>
          )}
        </div>
      </PageBody>
    </>
  );
}
