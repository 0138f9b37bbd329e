import { db } from '#lib/db.ts';
import { type InvitationState, invitationState } from '#lib/domain/invitation.ts';
import type { Role } from '#lib/domain/roles.ts';
import { tokenHash } from '#lib/token.ts';

export type InvitationView = {
  state: InvitationState;
  business: { name: string; slug: string };
  email: string;
  /** As the admin wrote it; empty when they did not. */
  name: string;
  role: Role;
  inviter: string;
  expiresAt: Date;
  /** Whether somebody signs in with the invited address already. */
  hasAccount: boolean;
};

/** What `newToken` makes; anything else was cut off or made up, and is not looked for. */
const TOKEN = /^[\w-]{43}$/;

export const hashOfLink = (token: string): string | null => (TOKEN.test(token) ? tokenHash(token) : null);

/** What whoever has the link may know; null when there is no such link, for whichever reason. */
export async function findInvitation(token: string): Promise<InvitationView | null> {
  const hash = hashOfLink(token);
  const invitation = hash
    ? await db.invitation.findUnique({
        where: { tokenHash: hash },
        include: { business: { select: { name: true, slug: true } } },
      })
    : null;
  if (!invitation) return null;
  const { email, name, role, business, invitedByName, expiresAt } = invitation;
  const account = await db.user.findUnique({ where: { email }, select: { id: true } });
  return {
    state: invitationState(invitation, new Date()),
    business,
    email,
    name,
    role,
    inviter: invitedByName,
    expiresAt,
    hasAccount: account !== null,
  };
}
