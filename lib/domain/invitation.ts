/** How long the link of an invitation holds. */
export const INVITATION_DAYS = 7;

/** Of one *Invite*. */
export const MAX_INVITED = 50;

/** Said while they are entered; null as long as they are not too many. */
export function tooManyInvited(count: number): string | null {
  const over = count - MAX_INVITED;
  if (over <= 0) return null;
  return `${count} addresses were read, and at most ${MAX_INVITED} people are invited at once. Nothing was left out: remove ${over}, and invite them next.`;
}

/** What an invitation has come to. `open` is the only one that lets somebody in. */
export type InvitationState = 'open' | 'expired' | 'withdrawn' | 'replaced' | 'used';

export function invitationState(
  invitation: { expiresAt: Date; acceptedAt: Date | null; withdrawnAt: Date | null; replacedAt: Date | null },
  now: Date,
): InvitationState {
  if (invitation.acceptedAt) return 'used';
  if (invitation.withdrawnAt) return 'withdrawn';
  if (invitation.replacedAt) return 'replaced';
  return invitation.expiresAt <= now ? 'expired' : 'open';
}

/** What became of an address that was to be invited. */
export type InviteOutcome = 'invited' | 'invalid' | 'duplicate' | 'member' | 'alreadyInvited' | 'tooMany';

/** Said at the address; what is not about it was invited. */
export const inviteProblems: Record<Exclude<InviteOutcome, 'invited'>, string> = {
  invalid: 'This is no e-mail address, such as robin@example.com.',
  duplicate: 'This address stands here twice.',
  member: 'Is a member of this business already.',
  alreadyInvited: 'Has an open invitation already: send it again, or withdraw it first.',
  tooMany: 'Not invited: there were too many invitations for now. Try again later.',
};

/** Why a link lets nobody in, for whoever opened it; `inviter` is whom to ask. */
export function closedInvitation(
  state: Exclude<InvitationState, 'open'> | 'unknown',
  inviter: string,
): { title: string; text: string } {
  switch (state) {
    case 'expired':
      return {
        title: 'This invitation has expired',
        text: `An invitation holds for ${INVITATION_DAYS} days. Ask ${inviter} to send it again.`,
      };
    case 'withdrawn':
      return {
        title: 'This invitation was withdrawn',
        text: `It can no longer be used. If you expected it, ask ${inviter}.`,
      };
    case 'replaced':
      return {
        title: 'This invitation was replaced by a newer one',
        text: `It was sent again, and only the newest link works. Look for a later mail, or ask ${inviter}.`,
      };
    case 'used':
      return {
        title: 'This invitation has been used',
        text: `An invitation works once. If it was you, sign in; if not, ask ${inviter}.`,
      };
    case 'unknown':
      return {
        title: 'This is no invitation',
        text: 'Perhaps the link was cut off on its way: open it from the mail again, or copy the whole of it. If that does not help, ask whoever invited you.',
      };
  }
}
