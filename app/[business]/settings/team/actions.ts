'use server';

import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { ok } from '#lib/domain/result.ts';
import { roles } from '#lib/domain/roles.ts';
import { activityInput, listActivity } from '#lib/events/list-activity.ts';
import { changeRole } from '#lib/team/change-role.ts';
import { invite, inviteInput } from '#lib/team/invitations/invite.ts';
import { invitationLink } from '#lib/team/invitations/list-invitations.ts';
import { sendInvitationAgain } from '#lib/team/invitations/send-invitation-again.ts';
import { withdrawInvitation } from '#lib/team/invitations/withdraw-invitation.ts';
import { countOpenItems } from '#lib/team/open-items.ts';
import { removeMember } from '#lib/team/remove-member.ts';

const permission = 'team.manage';
const ofInvitation = z.object({ invitationId: z.uuid() });
const ofMember = z.object({ userId: z.uuid() });

/** *Invite* */
export const invitePeople = action({ name: 'invite', permission, input: inviteInput }, async ({ scope, input }) =>
  invite(scope, input, await requestOrigin()),
);

/** *Send again* */
export const inviteAgain = action(
  { name: 'send an invitation again', permission, input: ofInvitation },
  async ({ scope, input }) => sendInvitationAgain(scope, input.invitationId, await requestOrigin()),
);

/** *Withdraw* */
export const withdraw = action(
  { name: 'withdraw an invitation', permission, input: ofInvitation },
  async ({ scope, input }) => withdrawInvitation(scope, input.invitationId, await requestOrigin()),
);

/** *Copy link* */
export const linkOfInvitation = action(
  { name: 'link of an invitation', permission, input: ofInvitation },
  ({ scope, input }) => invitationLink(scope, input.invitationId),
);

/** The menu of a member's role. */
export const giveRole = action(
  { name: 'change a role', permission, input: ofMember.extend({ role: z.enum(roles) }) },
  async ({ scope, input }) => changeRole(scope, input, await requestOrigin()),
);

/** *Remove* */
export const removeFromTeam = action(
  { name: 'remove a member', permission, input: ofMember.extend({ takeOver: z.uuid().nullable() }) },
  async ({ scope, input }) => removeMember(scope, input, await requestOrigin()),
);

/** What *Remove* asks about. */
export const openItemsOfMember = action(
  { name: 'open items of a member', permission, input: ofMember },
  async ({ scope, input }) => ok({ count: await countOpenItems(scope, input.userId) }),
);

/** *Show older* */
export const moreActivity = action(
  { name: 'more activity', permission, input: activityInput },
  async ({ scope, input }) => ok(await listActivity(scope, input)),
);
